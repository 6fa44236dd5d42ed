import type { Alarm } from '../../domain/ports/alarm.js';
import { MOST_IN_HAND_MS } from '../concurrency/rows-in-hand.js';
import type { Handling } from '../ports/chat/chat-channel.js';
import type { WorkInHand } from '../ports/store/work-in-hand.js';

/** Lets parcels be worded and sent so that the next process knows which of them were, if this one dies of it. */
export class ParcelsInHand {
  readonly #work: WorkInHand;
  readonly #alarm: Alarm;

  constructor(work: WorkInHand, alarm: Alarm) {
    this.#work = work;
    this.#alarm = alarm;
  }

  /** What the channel has to call around all that it does with the parcel. */
  handlingOf(parcel: number): Handling {
    return () => {
      const leave = this.#work.takeParcel(parcel);
      const disarm = this.#alarm.after(MOST_IN_HAND_MS, leave);
      return () => {
        disarm();
        leave();
      };
    };
  }
}
