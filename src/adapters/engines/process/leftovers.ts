import type { Journal } from '../../../application/ports/system/journal.js';
import type { Alarm } from '../../../domain/ports/alarm.js';
import { ENGINE_TIMINGS } from './engine-timings.js';
import type { ProcessEntry, ProcessTable } from './process-table.js';

/** What is needed to find and end processes. */
export interface LeftoverTools {
  readonly table: ProcessTable;
  readonly alarm: Alarm;
  readonly journal: Journal;
  readonly timings?: Pick<typeof ENGINE_TIMINGS, 'graceMs' | 'pollMs'>;
}

/** The variable by which everything that one bridge ever started can be found, also after the bridge has died. */
export const BRIDGE_VARIABLE = 'UNTETHER_BRIDGE';

/**
 * Processes of runs that nobody looks after any more: those of a bridge that was killed, or that is about to go. Found by
 * the mark that engines hand down in their environment; where that can't be seen (macOS), none are found.
 */
export class Leftovers {
  readonly #mark: string;
  readonly #tools: LeftoverTools;

  /** `bridge` names the bridge, and nobody else's; it is handed to the engines too. */
  constructor(bridge: string, tools: LeftoverTools) {
    this.#mark = `${BRIDGE_VARIABLE}=${bridge}`;
    this.#tools = tools;
  }

  /** Asks them to end, and kills those that have not after a grace; resolves with how many there were. */
  async end(): Promise<number> {
    const { alarm, journal, timings = ENGINE_TIMINGS } = this.#tools;
    const found = await this.#send('SIGTERM');
    // Nobody who has the mark is there to hand it on.
    if (found === 0) return 0;
    for (let waitedMs = 0; waitedMs < timings.graceMs && (await this.#alive()).length > 0; waitedMs += timings.pollMs) {
      await new Promise<void>((resolve) => void alarm.after(timings.pollMs, resolve));
    }
    await this.kill();
    journal.record({ name: 'engine.leftovers-ended', level: 'warn', data: { processes: found } });
    return found;
  }

  /** Kills them at once; resolves with how many there were. */
  kill(): Promise<number> {
    return this.#send('SIGKILL');
  }

  async #send(signal: 'SIGTERM' | 'SIGKILL'): Promise<number> {
    const alive = await this.#alive();
    for (const { pid } of alive) {
      try {
        process.kill(pid, signal);
      } catch {
        // Gone between the look and the signal.
      }
    }
    return alive.length;
  }

  /** This process may itself have been started inside a run of ours; it and what it runs in are left alone. */
  async #alive(): Promise<readonly ProcessEntry[]> {
    const entries = await this.#tools.table.read();
    const spared = ancestors(entries, process.pid);
    return entries.filter(
      ({ pid, zombie }) => !zombie && !spared.has(pid) && this.#tools.table.hasVariable(pid, this.#mark),
    );
  }
}

function ancestors(entries: readonly ProcessEntry[], pid: number): ReadonlySet<number> {
  const parents = new Map(entries.map((entry) => [entry.pid, entry.parent]));
  const line = new Set<number>();
  for (let at: number | undefined = pid; at !== undefined && !line.has(at); at = parents.get(at)) line.add(at);
  return line;
}
