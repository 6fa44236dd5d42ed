import type { Alarm } from '../../../domain/ports/alarm.js';
import type { ConfigSource, Reading } from '../../ports/config/config-source.js';
import type { ConfigWatch } from '../../ports/config/config-watch.js';
import type { Generations } from '../../values/generation.js';
import { dropsManyTriggers, holdReason } from '../../values/hold-policy.js';

/** How long after a bad reading the file is read once more, in milliseconds. */
const SECOND_LOOK_MS = 100;
/** How long a reading of an empty file, or one that drops many triggers, waits for a better one, in milliseconds. */
const SECOND_THOUGHTS_MS = 2_000;

/** What reading is built on. */
export interface PatientReaderTools {
  readonly source: ConfigSource;
  readonly watch: ConfigWatch;
  readonly generations: Generations;
  readonly alarm: Alarm;
}

/** How a reading is wished for. */
export interface ReadWish {
  /** Nobody asked: the file was saved, and may just be being saved again. */
  readonly edit?: boolean;
  /** What looks like a mistake is meant. */
  readonly apply?: boolean;
}

/** Reads the configuration so that a save in progress is not taken for what somebody wants. */
export class PatientReader {
  readonly #tools: PatientReaderTools;
  #onNextEdit: () => void = () => undefined;
  #stopped = false;

  constructor(tools: PatientReaderTools) {
    this.#tools = tools;
  }

  /**
   * `null`: the file is being saved again, which will be told when it is over. Content with the digest `known` is not
   * doubted.
   */
  async read(wish: ReadWish, known: string | null): Promise<Reading | null> {
    const reading = await this.#readTwice(wish, known);
    if (wish.apply === true || reading === null || !this.#looksTorn(reading, known)) return reading;
    return this.#thinkTwice(known);
  }

  /** The file was saved: whatever waits for something better looks at it now. */
  edited(): void {
    this.#onNextEdit();
  }

  /** Nothing waits any more. */
  stop(): void {
    this.#stopped = true;
    this.#onNextEdit();
  }

  /** The first good reading that doesn't look torn, or the last one when the time is over. */
  async #thinkTwice(known: string | null): Promise<Reading | null> {
    const over = Promise.withResolvers<void>();
    let waiting = true;
    const cancel = this.#tools.alarm.after(SECOND_THOUGHTS_MS, () => {
      waiting = false;
      over.resolve();
    });
    let latest: Reading | null = null;
    while (waiting && !this.#stopped && (latest === null || !latest.ok || this.#looksTorn(latest, known))) {
      await Promise.race([over.promise, new Promise<void>((edited) => (this.#onNextEdit = edited))]);
      latest = await this.#readTwice({ edit: waiting }, known);
    }
    cancel();
    this.#onNextEdit = () => undefined;
    return latest;
  }

  /** Nothing at all, or many triggers fewer than there were, in a reading that nobody will be asked about. */
  #looksTorn(reading: Reading, known: string | null): boolean {
    const { config } = this.#tools.generations.current();
    if (reading.digest === known) return false;
    if (!reading.ok) return reading.blank === true;
    if (!config.reload.tripwire) return false;
    return holdReason(config, reading.config) === null && dropsManyTriggers(config, reading.config);
  }

  /** A file that can't be read well is read once more: it may have been in the middle of a save. */
  async #readTwice({ edit = false }: ReadWish, known: string | null): Promise<Reading | null> {
    const { source, watch, alarm } = this.#tools;
    const reading = await source.read({ lenient: false });
    if (edit && !(await watch.still())) return null;
    if (reading.ok || reading.digest === known) return reading;
    await new Promise<void>((resolve) => void alarm.after(SECOND_LOOK_MS, resolve));
    const again = await source.read({ lenient: false });
    return edit && !(await watch.still()) ? null : again;
  }
}
