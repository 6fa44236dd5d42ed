import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { EarlierFindings, EarlierTrouble, PythonState } from '../../application/ports/config/python-state.js';
import { parseChatChoices, parseChatSessions, parseTopics } from './chat-files.js';
import type { FileParser } from './file-parser.js';
import { readJsonFile } from './json-file.js';
import { parseFiredOnce, parseLastFired, parseLastUpdate, parseOpenMessages } from './small-files.js';

const FILES: readonly (readonly [string, FileParser])[] = [
  ['telegram_chat_sessions_state.json', parseChatSessions],
  ['telegram_chat_prefs_state.json', parseChatChoices],
  ['telegram_topics_state.json', parseTopics],
  ['run_once_fired.json', parseFiredOnce],
  ['triggers_history.json', parseLastFired],
  ['last_update_id.json', parseLastUpdate],
  ['active_progress.json', parseOpenMessages],
];

/** Files that the earlier program wrote and for which there is no place here. */
const UNUSED = ['stats.json', 'active_loops.json', 'session_quarantine.json'];

const NOTHING: EarlierFindings = {
  sessions: [],
  directory: null,
  choices: [],
  firedOnce: [],
  lastFired: new Map(),
  lastUpdateId: null,
  openMessages: [],
  troubles: [],
  unused: [],
};

/** The JSON files that the Python program of the same name keeps beside its configuration file. */
export class JsonPythonState implements PythonState {
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
  }

  async read(): Promise<EarlierFindings | null> {
    const parts = await Promise.all(FILES.map(([file, parse]) => this.#part(file, parse)));
    const found = parts.filter((part) => part !== null);
    const there = await Promise.all(UNUSED.map((file) => this.#isThere(file)));
    const unused = UNUSED.filter((_, index) => there[index]);
    if (found.length === 0) return null;
    return { ...found.reduce<EarlierFindings>(joined, NOTHING), unused };
  }

  /** What one file gives; `null` if it isn't there. */
  async #part(file: string, parse: FileParser): Promise<Partial<EarlierFindings> | null> {
    const read = await readJsonFile(join(this.#directory, file));
    if (!read.ok) return read.problem === 'absent' ? null : trouble(file, read.problem);
    const parsed = parse(read.value);
    return parsed.ok ? parsed.value : trouble(file, parsed.problem);
  }

  async #isThere(file: string): Promise<boolean> {
    return access(join(this.#directory, file)).then(
      () => true,
      () => false,
    );
  }
}

function trouble(file: string, kind: EarlierTrouble['kind']): Partial<EarlierFindings> {
  return { troubles: [{ file, kind }] };
}

function joined(all: EarlierFindings, part: Partial<EarlierFindings>): EarlierFindings {
  return {
    ...all,
    ...part,
    sessions: [...all.sessions, ...(part.sessions ?? [])],
    choices: [...all.choices, ...(part.choices ?? [])],
    troubles: [...all.troubles, ...(part.troubles ?? [])],
  };
}
