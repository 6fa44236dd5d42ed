import type { Place } from '../../domain/ids.js';
import type { Alarm } from '../../domain/ports/alarm.js';
import type { Button, NoticeOrder } from '../ports/chat/chat-channel.js';
import type { Notifier, ToldNotice } from './notifier.js';

/** Between two edits, in milliseconds. */
const PAUSE_MS = 1_000;

/** What a growing notice shows. */
export interface NoticeFace {
  readonly markdown: string;
  readonly buttons: readonly (readonly Button[])[];
}

/**
 * One notice, in several places, that says more while more happens: its first state is told as any notice is, later ones
 * are edits, at most one a second and only the newest.
 */
export class GrowingNotice {
  readonly #notices: Notifier;
  readonly #alarm: Alarm;
  readonly #places: readonly Place[];
  /** What each notice that was told shows. */
  readonly #told = new Map<ToldNotice, NoticeFace>();
  #face: NoticeFace | null = null;
  #waits = false;

  constructor(notices: Notifier, alarm: Alarm, places: readonly Place[]) {
    this.#notices = notices;
    this.#alarm = alarm;
    this.#places = places;
  }

  /** Shows this from now on. */
  show(face: NoticeFace): void {
    const isFirst = this.#face === null;
    this.#face = face;
    if (isFirst) for (const place of this.#places) this.#tell({ place, alone: true, ...face }, face);
    else this.#editSoon();
  }

  #tell(order: NoticeOrder, shown: NoticeFace): void {
    const onTold = (notice: ToldNotice) => {
      this.#told.set(notice, shown);
      if (this.#face !== shown) this.#editSoon();
    };
    void this.#notices.tell(order, { answers: [], as: 'done' }, onTold);
  }

  #editSoon(): void {
    if (this.#waits) return;
    this.#waits = true;
    this.#alarm.after(PAUSE_MS, () => {
      this.#waits = false;
      this.#edit();
    });
  }

  #edit(): void {
    const face = this.#face;
    if (face === null) return;
    for (const [notice, shown] of this.#told) {
      if (shown === face) continue;
      this.#told.set(notice, face);
      const { channel, message } = notice;
      void channel.edit(message, { markdown: face.markdown, brief: true }, face.buttons);
    }
  }
}
