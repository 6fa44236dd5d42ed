import type { EngineId } from '../ids.js';
import { modesOf } from './permission.js';

/** What can be said to an engine, in its table of the configuration or in a chat. */
export interface EngineConventions {
  /** The permission or sandbox modes that it knows; empty for an engine of which nothing is known. */
  readonly permissionModes: readonly string[];
  /** The levels of reasoning effort that it knows, least first; empty if it has none to choose. */
  readonly efforts: readonly string[];
  /** Names of models worth a button; it may know many more. */
  readonly models: readonly string[];
  /** The command that logs its program in. */
  readonly login: string;
  /** Arguments that decide how the program and Untether talk; `extra_args` may not hold them. */
  readonly ownArguments: readonly string[];
}

const CONVENTIONS: ReadonlyMap<EngineId, EngineConventions> = new Map([
  [
    'claude',
    {
      permissionModes: modesOf('claude'),
      efforts: ['low', 'medium', 'high', 'xhigh', 'max'],
      models: ['opus', 'sonnet', 'haiku'],
      login: 'claude auth login',
      ownArguments: [
        ...['-p', '--print', '--output-format', '--input-format', '--resume', '-r', '--continue', '-c', '--session-id'],
        ...['--permission-mode', '--permission-prompt-tool', '--'],
      ],
    },
  ],
  [
    'codex',
    {
      permissionModes: modesOf('codex'),
      efforts: ['minimal', 'low', 'medium', 'high', 'xhigh'],
      models: [],
      login: 'codex login',
      ownArguments: [
        ...['--ask-for-approval', '-a', '--skip-git-repo-check', '--json', '--output-schema', '--output-last-message'],
        ...['-o', '--color', 'exec', 'resume', '--'],
      ],
    },
  ],
  [
    'opencode',
    {
      permissionModes: modesOf('opencode'),
      efforts: ['minimal', 'low', 'medium', 'high', 'max'],
      models: [],
      login: 'opencode auth login',
      ownArguments: ['--format', '--session', '-s', '--continue', '-c', '--command', '--attach', 'run', '--'],
    },
  ],
  [
    'pi',
    {
      permissionModes: modesOf('pi'),
      efforts: ['off', 'minimal', 'low', 'medium', 'high', 'xhigh'],
      models: [],
      login: 'pi',
      ownArguments: ['--mode', '--session', '--session-id', '--no-session', '--continue', '-c', '--resume', '-r', '--'],
    },
  ],
  [
    'gemini',
    {
      permissionModes: modesOf('gemini'),
      efforts: [],
      models: ['gemini-2.5-pro', 'gemini-2.5-flash'],
      login: 'gemini',
      ownArguments: [
        ...['--output-format', '-o', '--resume', '-r', '--session-id', '--prompt', '-p', '--prompt-interactive', '-i'],
        ...['--approval-mode', '--acp', '--'],
      ],
    },
  ],
  [
    'amp',
    {
      permissionModes: modesOf('amp'),
      efforts: [],
      models: ['low', 'medium', 'high', 'ultra'],
      login: 'amp login',
      ownArguments: ['-x', '--execute', '--stream-json', '--stream-json-input', 'threads', '--'],
    },
  ],
]);

const NONE: EngineConventions = { permissionModes: [], efforts: [], models: [], login: '', ownArguments: [] };

/** What holds for the engine; nothing for one that is not known. */
export function conventionsOf(engine: EngineId): EngineConventions {
  return CONVENTIONS.get(engine.toLowerCase()) ?? NONE;
}

/** The first of the arguments that the engine's table may not give, without its value; `null` if there is none. */
export function ownArgumentIn(engine: EngineId, extraArgs: readonly string[]): string | null {
  const { ownArguments } = conventionsOf(engine);
  return extraArgs.map((arg) => arg.split('=', 1)[0] ?? arg).find((arg) => ownArguments.includes(arg)) ?? null;
}
