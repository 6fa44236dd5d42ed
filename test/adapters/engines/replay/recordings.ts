import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ampProfile } from '../../../../src/adapters/engines/amp/amp-profile.js';
import { claudeProfile } from '../../../../src/adapters/engines/claude/claude-profile.js';
import { claudeSettings } from '../../../../src/adapters/engines/claude/settings.js';
import { codexProfile } from '../../../../src/adapters/engines/codex/codex-profile.js';
import { geminiProfile } from '../../../../src/adapters/engines/gemini/gemini-profile.js';
import { opencodeProfile } from '../../../../src/adapters/engines/opencode/opencode-profile.js';
import { piProfile } from '../../../../src/adapters/engines/pi/pi-profile.js';
import type { ProcessExit } from '../../../../src/adapters/engines/process/engine-process.js';
import type { EngineProfile } from '../../../../src/adapters/engines/profile/engine-profile.js';
import type { ResumeToken } from '../../../../src/domain/run/resume-token.js';
import { repositoryRoot } from '../../../support/scripted-engine/path.js';

/** The recordings of one engine, and the profile that reads them. */
export interface RecordedEngine {
  /** The folder of the recordings. */
  readonly name: string;
  readonly profile: EngineProfile;
  /** Where the recorded runs worked. */
  readonly directory: string;
  /** The recordings with output that is none of the program's usual lines. */
  readonly garbled?: readonly string[];
}

/** What one run of the real program printed, and how it ended. */
export interface Recording {
  readonly name: string;
  /** Standard output as it was. */
  readonly output: Buffer;
  readonly exit: ProcessExit;
  /** The conversation that was asked for. */
  readonly resume: ResumeToken | null;
}

const claude = claudeProfile(claudeSettings(undefined, 300_000));

/** Every engine of which there are recordings. */
export const RECORDED_ENGINES: readonly RecordedEngine[] = [
  { name: 'claude', profile: claude, directory: '/work-dir/claude' },
  { name: 'codex', profile: codexProfile(undefined), directory: '/work-dir/codex' },
  { name: 'opencode', profile: opencodeProfile(undefined), directory: '/work-dir/opencode' },
  { name: 'pi', profile: piProfile(undefined), directory: '/work-dir/pi' },
  { name: 'pi-0.87.1', profile: piProfile(undefined), directory: '/work-dir/pi' },
  { name: 'gemini', profile: geminiProfile(undefined), directory: '/work-dir/gemini' },
  { name: 'amp', profile: ampProfile(undefined), directory: '/work-dir/amp' },
];

const STREAMS = join(repositoryRoot, 'test/fixtures/streams');

/** The recordings of an engine, by name. */
export function recordingsOf({ name, profile }: RecordedEngine): readonly Recording[] {
  const directory = join(STREAMS, name);
  const names = readdirSync(directory).flatMap((file) => /^([^.]+)\.jsonl$/.exec(file)?.[1] ?? []);
  return names.map((recording) => {
    const meta: unknown = JSON.parse(readFileSync(join(directory, `${recording}.meta.json`), 'utf8'));
    const { command, code, signal } = meta as { command: readonly string[] } & ProcessExit;
    const output = readFileSync(join(directory, `${recording}.jsonl`));
    const value = resumedIn(command);
    const resume = value === null ? null : { engine: profile.manifest.id, value, directory: null };
    return { name: recording, output, exit: { code, signal }, resume };
  });
}

/** The id that a recorded command line names; empty for the latest conversation, `null` for a new one. */
function resumedIn(command: readonly string[]): string | null {
  if (command.includes('--continue') || command.includes('--last')) return '';
  const at = command.findIndex((arg) => arg === 'resume' || arg === '--resume' || arg === '--session');
  const value = at === -1 ? undefined : command[at + 1];
  return value === 'latest' ? '' : (value ?? null);
}
