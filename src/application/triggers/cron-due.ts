import type { CronClaim } from '../../domain/cron/cron-claim.js';
import type { CronListener } from '../../domain/cron/cron-scheduler.js';
import type { Place, RowId, TriggerId } from '../../domain/ids.js';
import type { Instant } from '../../domain/ports/clock.js';
import type { Inbox } from '../../domain/ports/inbox.js';
import type { StopSource } from '../../domain/ports/stop-signal.js';
import type { FiredLedger } from '../../domain/trigger/fired-ledger.js';
import { triggerName } from '../../domain/trigger/trigger-name.js';
import type { Retrier } from '../concurrency/retrier.js';
import type { RowsInHand } from '../concurrency/rows-in-hand.js';
import { aboutTrigger } from '../delivery/message-subject.js';
import type { Notifier } from '../delivery/notifier.js';
import { ownerPlace, triggerPlace } from '../delivery/trigger-place.js';
import type { Journal } from '../ports/system/journal.js';
import type { Generations } from '../values/generation.js';
import { cronFailedText, cronGivenUpText, NOT_ACTED_ON } from '../wording/triggers/trigger-notices.js';
import type { CronEvents } from './actions/cron-events.js';
import type { PerformAction } from './actions/perform-action.js';
import { PutOff } from './actions/put-off.js';

/** What starting the runs of crons is built on. */
export interface CronDueTools {
  readonly generations: Generations;
  readonly occasions: CronEvents;
  readonly actions: PerformAction;
  readonly notices: Notifier;
  readonly inbox: Inbox;
  readonly fired: FiredLedger;
  readonly hands: RowsInHand;
  readonly retrier: Retrier;
  readonly ending: Pick<StopSource, 'signal'>;
  readonly journal: Journal;
}

/** Starts the run of a cron whose instant has come and is claimed. */
export class CronDue implements CronListener {
  readonly #tools: CronDueTools;

  constructor(tools: CronDueTools) {
    this.#tools = tools;
  }

  due(claim: CronClaim): void {
    const { id, instant, row } = claim;
    const { journal, fired } = this.#tools;
    journal.record({ name: 'cron.due', level: 'info', data: { id, instant, row } });
    const name = triggerName({ kind: 'cron', id });
    void fired.note(name, instant).catch((cause) => journal.record({ name: 'ledger.failed', level: 'warn', cause }));
    this.#start(claim);
  }

  /**
   * What the disk refuses is tried again, for as long as the program runs: the claim is on disk, and nothing was begun. The
   * next start takes up what is put off.
   */
  #start(claim: CronClaim): void {
    const { journal, retrier, hands, ending } = this.#tools;
    if (ending.signal.aborted) return;
    const { id, row } = claim;
    const start = () =>
      hands
        .hold([row], () => this.#run(claim))
        .catch((cause) => {
          if (!(cause instanceof PutOff)) throw cause;
          journal.record({ name: 'cron.put-off', level: 'info', data: { id, row } });
        });
    void retrier.persist(start, (cause, retryInMs) => {
      journal.record({ name: 'cron.failed', level: 'error', data: { ids: [id], retryInMs }, cause });
    });
  }

  held(id: TriggerId, instant: Instant): void {
    this.#tools.journal.record({ name: 'cron.held', level: 'info', data: { id, instant } });
  }

  failed(ids: readonly TriggerId[], cause: unknown): void {
    const { generations, journal, notices } = this.#tools;
    journal.record({ name: 'cron.failed', level: 'error', data: { ids }, cause });
    const generation = generations.current();
    for (const id of ids) {
      const cron = generation.triggers.cron(id);
      const place = cron === null ? null : triggerPlace(cron, generation);
      if (cron === null || place === null) continue;
      const markdown = cronFailedText(id);
      void notices.tell({ place, markdown, about: aboutTrigger(cron) });
    }
  }

  retrying(ids: readonly TriggerId[], cause: unknown): void {
    this.#tools.journal.record({ name: 'cron.retrying', level: 'warn', data: { ids }, cause });
  }

  clockSetBack(byMs: number): void {
    this.#tools.journal.record({ name: 'clock.set-back', level: 'warn', data: { byMs: Math.round(byMs) } });
  }

  async #run({ id, row, instant }: CronClaim): Promise<void> {
    const { generations, occasions, actions } = this.#tools;
    const generation = generations.current();
    const cron = generation.triggers.cron(id);
    if (cron === null) {
      return this.#giveUp(id, row, ownerPlace(generation), NOT_ACTED_ON.cronGone);
    }
    const place = triggerPlace(cron, generation);
    if (place === null) return this.#giveUp(id, row, null, NOT_ACTED_ON.noChat);
    const occasion = await occasions.of(cron, { id, row, instant }, place, generation);
    if (!occasion.ok) return this.#giveUp(id, row, place, occasion.problem);
    await actions.perform(occasion.value);
  }

  async #giveUp(id: TriggerId, row: RowId, place: Place | null, why: string): Promise<void> {
    const { notices, inbox, journal, generations } = this.#tools;
    journal.record({ name: 'cron.dropped', level: 'warn', data: { id, row, why } });
    if (place === null) return inbox.finish([row], 'dead');
    const markdown = cronGivenUpText(id, why);
    const cron = generations.current().triggers.cron(id);
    const about = cron === null ? {} : { about: aboutTrigger(cron) };
    await notices.tell({ place, markdown, loud: true, ...about }, { answers: [row], as: 'dead' });
  }
}
