import type { EngineId } from '../ids.js';

/** What an engine's table in the configuration may say, beyond what holds for all of them. */
export interface EngineConventions {
  /** The permission or sandbox modes that it knows; empty for an engine of which nothing is known. */
  readonly permissionModes: readonly string[];
  /** Arguments that decide how the program and Untether talk; `extra_args` may not hold them. */
  readonly ownArguments: readonly string[];
}

const CONVENTIONS: ReadonlyMap<EngineId, EngineConventions> = new Map([
  [
    'claude',
    {
      permissionModes: ['default', 'plan', 'auto', 'acceptEdits', 'bypassPermissions', 'manual', 'dontAsk'],
      ownArguments: [
        ...['-p', '--print', '--output-format', '--input-format', '--resume', '-r', '--continue', '-c', '--session-id'],
        ...['--permission-mode', '--permission-prompt-tool', '--'],
      ],
    },
  ],
  [
    'codex',
    {
      permissionModes: ['read-only', 'workspace-write', 'danger-full-access', 'safe'],
      ownArguments: [
        ...['--ask-for-approval', '-a', '--skip-git-repo-check', '--json', '--output-schema', '--output-last-message'],
        ...['-o', '--color', 'exec', 'resume', '--'],
      ],
    },
  ],
  [
    'opencode',
    {
      permissionModes: ['default', 'plan', 'auto'],
      ownArguments: ['--format', '--session', '-s', '--continue', '-c', '--command', '--attach', 'run', '--'],
    },
  ],
  [
    'pi',
    {
      permissionModes: ['read-only', 'full'],
      ownArguments: ['--mode', '--session', '--session-id', '--no-session', '--continue', '-c', '--resume', '-r', '--'],
    },
  ],
  [
    'gemini',
    {
      permissionModes: ['default', 'auto_edit', 'plan', 'yolo'],
      ownArguments: [
        ...['--output-format', '-o', '--resume', '-r', '--session-id', '--prompt', '-p', '--prompt-interactive', '-i'],
        ...['--approval-mode', '--acp', '--'],
      ],
    },
  ],
  [
    'amp',
    {
      permissionModes: ['default', 'allow-all'],
      ownArguments: ['-x', '--execute', '--stream-json', '--stream-json-input', 'threads', '--'],
    },
  ],
]);

const NONE: EngineConventions = { permissionModes: [], ownArguments: [] };

/** What holds for the engine; nothing for one that is not known. */
export function conventionsOf(engine: EngineId): EngineConventions {
  return CONVENTIONS.get(engine.toLowerCase()) ?? NONE;
}

/** The first of the arguments that the engine's table may not give, without its value; `null` if there is none. */
export function ownArgumentIn(engine: EngineId, extraArgs: readonly string[]): string | null {
  const { ownArguments } = conventionsOf(engine);
  return extraArgs.map((arg) => arg.split('=', 1)[0] ?? arg).find((arg) => ownArguments.includes(arg)) ?? null;
}
