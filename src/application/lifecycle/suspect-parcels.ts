import type { Alarm } from '../../domain/ports/alarm.js';
import type { TellUnsendable } from '../delivery/tell-unsendable.js';
import type { QueuedMessage } from '../ports/chat/outbox.js';
import type { Journal } from '../ports/system/journal.js';
import { MOST_DEATHS } from './most-deaths.js';

/** How long the next one waits for one that can't be sent now, in milliseconds. */
const SENT_WITHIN_MS = 30_000;

/** What judging parcels is built on. */
export interface SuspectParcelsTools {
  readonly unsendable: TellUnsendable;
  readonly alarm: Alarm;
  readonly journal: Journal;
}

/** Parcels by what is known of them. */
export interface JudgedParcels {
  /** No process died of them. */
  readonly innocent: readonly QueuedMessage[];
  /** A process may have died of them; the least suspect first. */
  readonly suspect: readonly QueuedMessage[];
  /** So many died that they are sent no more. */
  readonly fatal: readonly QueuedMessage[];
}

/** Keeps a parcel that ends the program from doing so for ever, and from taking those beside it along. */
export class SuspectParcels {
  readonly #tools: SuspectParcelsTools;

  constructor(tools: SuspectParcelsTools) {
    this.#tools = tools;
  }

  /** Sorts parcels. */
  judge(parcels: readonly QueuedMessage[]): JudgedParcels {
    const deathsOf = ({ deaths = 0 }: QueuedMessage) => deaths;
    return {
      innocent: parcels.filter((parcel) => deathsOf(parcel) === 0),
      suspect: parcels
        .filter((parcel) => deathsOf(parcel) > 0 && deathsOf(parcel) < MOST_DEATHS)
        .sort((a, b) => deathsOf(a) - deathsOf(b) || a.id - b.id),
      fatal: parcels.filter((parcel) => deathsOf(parcel) >= MOST_DEATHS),
    };
  }

  /** Keeps their text as a file, and tells that instead. What the disk refuses stays, and is set aside at the next start. */
  async setAside(parcels: readonly QueuedMessage[]): Promise<void> {
    const { journal, unsendable } = this.#tools;
    for (const parked of parcels) {
      const data = { parcel: parked.id, kind: parked.parcel.kind, deaths: parked.deaths };
      journal.record({ name: 'parcel.set-aside', level: 'error', data });
      await unsendable
        .tell(parked)
        .catch((cause) => journal.record({ name: 'parcel.not-set-aside', level: 'error', data, cause }));
    }
  }

  /**
   * Sends those of one death together, as they were on their way when the program was killed, most likely by something
   * else; then one at a time, so that only the guilty one is in hand if the program dies again. Never rejects.
   */
  async sendAgain(parcels: readonly QueuedMessage[], send: (parcel: QueuedMessage) => Promise<void>): Promise<void> {
    const { journal } = this.#tools;
    for (const { id, deaths } of parcels) {
      journal.record({ name: 'parcel.suspect', level: 'warn', data: { parcel: id, deaths } });
    }
    const once = parcels.filter(({ deaths }) => deaths === 1);
    const groups = [once, ...parcels.filter((parked) => !once.includes(parked)).map((parked) => [parked])];
    for (const group of groups) await this.#atMost(Promise.all(group.map(send)));
  }

  async #atMost(sending: Promise<unknown>): Promise<void> {
    const over = Promise.withResolvers<void>();
    const cancel = this.#tools.alarm.after(SENT_WITHIN_MS, over.resolve);
    await Promise.race([sending, over.promise]);
    cancel();
  }
}
