import type { StorePlace } from '../ports/store/store-place.js';
import type { Generations } from '../values/generation.js';
import { setAsideText, takenAwayText } from '../wording/delivery/store-news-text.js';
import type { Notifier } from './notifier.js';
import { tellOwner } from './tell-owner.js';

/** What telling of the store's files is built on. */
export interface StoreReporterTools {
  readonly storePlace: StorePlace;
  readonly notices: Notifier;
  readonly generations: Generations;
}

/** Tells the owner that the program began with an empty memory, and what becomes of the files of its memory. */
export class StoreReporter {
  readonly #tools: StoreReporterTools;

  constructor(tools: StoreReporterTools) {
    this.#tools = tools;
  }

  /** Resolves once it is on disk that the earlier file could not be used. */
  async start(): Promise<void> {
    const { storePlace } = this.#tools;
    // That files can't be written is often why this can't be told either; the log has it.
    storePlace.follow((news) => void this.#tell(takenAwayText(news)).catch(() => undefined));
    if (storePlace.setAside !== null) await this.#tell(setAsideText(storePlace.setAside));
  }

  #tell(markdown: string): Promise<void> {
    const { notices, generations } = this.#tools;
    return tellOwner(notices, generations.current(), markdown);
  }
}
