import type { Writable } from 'node:stream';
import { type Logger, pino } from 'pino';
import type { FactRecord, Journal } from '../../application/ports/system/journal.js';
import type { Clock } from '../../domain/ports/clock.js';
import type { Secret } from '../../domain/secret.js';
import { LineOutput } from './line-output.js';
import { prettyLines } from './pretty-lines.js';
import { Redactor } from './redactor.js';
import { Repeats } from './repeats.js';
import { toPlain } from './to-plain.js';

/** What can be changed while the journal runs; `auto` is pretty and without level `info` on a terminal, JSON elsewhere. */
export interface JournalSettings {
  readonly level: FactRecord['level'];
  readonly format: 'auto' | 'json' | 'pretty';
}

/** What the journal writes to and reads the time from. */
export interface JournalDeps {
  readonly clock: Clock;
  /** Standard output, unless said otherwise. */
  readonly stream?: Writable & { readonly isTTY?: boolean };
  /** Whether a terminal is to get colours; yes, unless said otherwise. */
  readonly colours?: boolean;
}

/** Keys of a line that data can't take; data of such a name gets a `_` behind it. */
const RESERVED: ReadonlySet<string> = new Set(['level', 'time', 'event', 'cause']);

/**
 * Facts as lines: JSON with `level`, `time` (ISO 8601, UTC), `event`, then the data and the cause. No line holds a
 * registered secret or anything that looks like a credential, at any depth. What goes on unchanged is written once in five
 * minutes, its repeats at level `debug`. Recording never throws.
 */
export class PinoJournal implements Journal {
  readonly #output: LineOutput;
  readonly #redactor = new Redactor();
  readonly #repeats: Repeats;
  readonly #terminal: boolean;
  readonly #colours: boolean;
  readonly #logger: Logger;
  #format: (line: string) => string = String;

  constructor(settings: JournalSettings, { clock, stream = process.stdout, colours = true }: JournalDeps) {
    this.#output = new LineOutput(stream);
    this.#repeats = new Repeats(clock);
    this.#terminal = stream.isTTY === true;
    this.#colours = colours && this.#terminal;
    this.#logger = pino(
      {
        level: settings.level,
        base: null,
        messageKey: 'event',
        timestamp: () => `,"time":"${new Date(clock.now()).toISOString()}"`,
        formatters: { level: (level) => ({ level }) },
      },
      { write: (line) => this.#output.write(this.#format(line)) },
    );
    this.retune(settings);
  }

  /** Follows other settings from the next fact on. */
  retune({ level, format }: JournalSettings): void {
    const isForPerson = format === 'auto' && this.#terminal;
    // Whoever looks on wants to see what is wrong; all that goes on is for pipes, services, and who asks for it.
    this.#logger.level = isForPerson && level === 'info' ? 'warn' : level;
    const pretty = format === 'pretty' || isForPerson;
    this.#format = pretty ? prettyLines(this.#colours) : String;
  }

  /** Keeps the secrets out of every later line. */
  conceal(secrets: Iterable<Secret>): void {
    this.#redactor.conceal(secrets);
  }

  /** Writes at once what was recorded in this turn of the event loop; for when there is no further one. */
  flush(): void {
    this.#output.flush();
  }

  record(fact: FactRecord): void {
    try {
      if (!this.#logger.isLevelEnabled(fact.level)) return;
      const repeated = this.#repeats.take(fact);
      if (repeated === null && !this.#logger.isLevelEnabled('debug')) return;
      const fields = { ...this.#fields(fact), ...(repeated ? { repeated } : {}) };
      this.#logger[repeated === null ? 'debug' : fact.level](fields, this.#redactor.redact(fact.name));
    } catch {
      // A fact that can't be written is lost; what happened must go on.
    }
  }

  #fields({ data, cause }: FactRecord): Record<string, unknown> {
    const plain = toPlain({ ...data }, (text) => this.#redactor.redact(text)) as Record<string, unknown>;
    const fields = Object.fromEntries(
      Object.entries(plain).map(([key, value]) => [RESERVED.has(key) ? `${key}_` : key, value]),
    );
    return cause === undefined ? fields : { ...fields, cause: toPlain(cause, (text) => this.#redactor.redact(text)) };
  }
}
