import type { StorePlace } from '../../../application/ports/store/store-place.js';
import type { TakenAway } from '../../../application/values/store-news.js';
import type { Alarm, Cancel } from '../../../domain/ports/alarm.js';
import type { SetAside } from './set-aside.js';

/** Between two looks at where the files are, in milliseconds. */
const LOOKED_AT_MS = 5_000;

/** Has it looked now and then where the files are, also while nothing is written, and tells what was found out. */
export class PlaceWatch implements StorePlace {
  readonly setAside: SetAside | null;
  readonly #listeners: ((news: TakenAway) => void)[] = [];
  #last: TakenAway | null = null;
  #cancel: Cancel | null = null;

  constructor(setAside: SetAside | null) {
    this.setAside = setAside;
  }

  follow(listener: (news: TakenAway) => void): void {
    this.#listeners.push(listener);
    if (this.#last !== null) listener(this.#last);
  }

  /** Passes on what was found out. */
  tell(news: TakenAway): void {
    this.#last = news;
    for (const listener of this.#listeners) listener(news);
  }

  /** From now on `look`, which never rejects, is called, until it is stopped. */
  start(alarm: Alarm, look: () => Promise<unknown>): void {
    this.#cancel = alarm.after(LOOKED_AT_MS, () => void look().then(() => this.#again(alarm, look)));
  }

  /** Looks no more. */
  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  #again(alarm: Alarm, look: () => Promise<unknown>): void {
    if (this.#cancel !== null) this.start(alarm, look);
  }
}
