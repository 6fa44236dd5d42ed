import type { KeptFile, TakenAway } from '../../values/store-news.js';

/** Where the files of the store are. */
export interface StorePlace {
  /** The earlier file, if it could not be used: somebody must be told. */
  readonly setAside: KeptFile | null;
  /** Tells what becomes of files that are taken away, also while nothing is written, beginning with the last that is known. */
  follow(listener: (news: TakenAway) => void): void;
}
