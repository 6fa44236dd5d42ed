import type { StoredDelivery } from '../../domain/accepted/stored-delivery.js';
import type { RowId } from '../../domain/ids.js';
import type { Clock, Instant } from '../../domain/ports/clock.js';
import type { Inbox, InboxEntry, InboxRow } from '../../domain/ports/inbox.js';
import type { TokenSource } from '../../domain/ports/token-source.js';
import type { RunDispatcher } from '../../domain/run/run-dispatcher.js';
import type { FiredLedger } from '../../domain/trigger/fired-ledger.js';
import type { Webhook } from '../../domain/trigger/trigger.js';
import { type TriggerName, triggerName } from '../../domain/trigger/trigger-name.js';
import type { TriggerSwitches } from '../../domain/trigger/trigger-switches.js';
import { KeyedSerial } from '../concurrency/keyed-serial.js';
import type { Retrier } from '../concurrency/retrier.js';
import type { RowsInHand } from '../concurrency/rows-in-hand.js';
import { aboutTrigger } from '../delivery/message-subject.js';
import type { Notifier } from '../delivery/notifier.js';
import { triggerPlace } from '../delivery/trigger-place.js';
import type { DeliveryReceipt, WebhookDelivery, WebhookIntake } from '../ports/http/webhook-intake.js';
import type { Journal } from '../ports/system/journal.js';
import type { RunJob } from '../run/active/run-job.js';
import type { Generations } from '../values/generation.js';
import { deliveryDroppedText, NOT_ACTED_ON } from '../wording/triggers/trigger-notices.js';
import type { PerformAction } from './actions/perform-action.js';
import type { PlaceUploads } from './actions/place-uploads.js';
import { PutOff } from './actions/put-off.js';
import { type DeliveryKeys, namelessKey } from './delivery-id.js';
import type { DeliveryRecords } from './delivery-records.js';

/** What taking deliveries is built on. */
export interface ReceiveWebhookTools {
  readonly generations: Generations;
  readonly inbox: Inbox;
  readonly tokens: TokenSource;
  readonly dispatcher: RunDispatcher<RunJob>;
  readonly actions: PerformAction;
  readonly records: DeliveryRecords;
  readonly uploads: PlaceUploads;
  readonly notices: Notifier;
  readonly gate: TriggerSwitches;
  readonly fired: FiredLedger;
  readonly hands: RowsInHand;
  readonly clock: Clock;
  readonly retrier: Retrier;
  readonly journal: Journal;
}

/** A delivery that was on disk at the start. */
export type DeliveryRow = InboxRow<'webhook'>;

/** How many deliveries are acted on at a time; the disk is asked once for all that is done in one turn. */
const ACTED_ON_AT_ONCE = 16;
/** How many deliveries of one webhook are passed on at a time; those of another never wait for them. */
const FORWARDED_AT_ONCE = 4;

/** Puts deliveries of webhooks on disk, then does what the webhook is for. */
export class ReceiveWebhook implements WebhookIntake {
  readonly #tools: ReceiveWebhookTools;
  readonly #turns = new KeyedSerial<string>();
  /** When it was last noted that a webhook fired. */
  readonly #noted = new Map<TriggerName, Instant>();
  /** Deliveries whose files are placed, and staged still. */
  readonly #staged = new Map<RowId, StoredDelivery>();
  /** Rows of webhooks that may not act now. */
  readonly #held: RowId[] = [];
  readonly opened: Promise<void>;
  #open: () => void = () => undefined;

  constructor(tools: ReceiveWebhookTools) {
    this.#tools = tools;
    this.opened = new Promise((resolve) => {
      this.#open = resolve;
    });
  }

  async accept(delivery: WebhookDelivery): Promise<DeliveryReceipt> {
    const { dispatcher, inbox, generations, records, clock, journal } = this.#tools;
    await this.opened;
    if (dispatcher.draining) return 'draining';
    const { webhook } = delivery;
    const place = triggerPlace(webhook, generations.current());
    if (place === null) throw new Error('there is no chat to report to');
    const keys = records.keys(delivery);
    const body = records.stored(delivery, { place, id: keys.id, receivedAt: clock.now() });
    this.#noteFired(triggerName(webhook));
    const [receipt] = await inbox.accept([this.#entry(webhook, keys, body)]);
    if (receipt === undefined) throw new Error('the inbox gave no receipt');
    const { id: row, duplicate } = receipt;
    journal.record({ name: 'webhook.accepted', level: 'info', data: { webhook: webhook.id, row, duplicate } });
    if (receipt.byAlsoKey && keys.named !== null) {
      journal.record({ name: 'webhook.renamed-repeat', level: 'warn', data: { webhook: webhook.id, row } });
    }
    if (duplicate) return 'duplicate';
    this.#goOn(webhook, body, row);
    return 'accepted';
  }

  #entry(webhook: Webhook, keys: DeliveryKeys, body: StoredDelivery): InboxEntry {
    const { clock, tokens } = this.#tools;
    const key = keys.named ?? namelessKey(webhook.id, clock.now(), tokens.next());
    const also = keys.said.length === 0 ? {} : { alsoKeys: keys.said };
    return { source: 'webhook', key, body, due: null, rememberForMs: webhook.dedupMs, ...also };
  }

  /** Notes it on disk together with the delivery; in a burst once a second is enough. */
  #noteFired(name: TriggerName): void {
    const { fired, clock, journal } = this.#tools;
    const now = clock.now();
    if (Math.abs(now - (this.#noted.get(name) ?? Number.NEGATIVE_INFINITY)) < 1_000) return;
    this.#noted.set(name, now);
    void fired.note(name, now).catch((cause) => journal.record({ name: 'ledger.failed', level: 'warn', cause }));
  }

  /** Continues with deliveries that were on disk before a restart, and lets new ones in; until then they wait. */
  open(rows: readonly DeliveryRow[]): void {
    this.#open();
    this.takeUp(rows);
  }

  /** Continues with deliveries that are on disk; their webhooks may have changed or gone since. */
  takeUp(rows: readonly DeliveryRow[]): void {
    const { triggers } = this.#tools.generations.current();
    for (const row of rows) {
      const webhook = triggers.webhook(row.body.webhook);
      if (webhook === null)
        this.#inTurn(row.id, laneOf(null, row.id), () => this.#giveUp(row.body, row.id, NOT_ACTED_ON.webhookGone));
      else this.#goOn(webhook, row.body, row.id);
    }
  }

  /**
   * Goes on with held deliveries whose webhooks may act again; resolves with how many those were. Rejects if the disk refuses
   * to say what is left of them, which is asked again later.
   */
  async takeUpHeld(): Promise<number> {
    try {
      return await this.#takeUpHeld();
    } catch (cause) {
      this.#tools.retrier.later(() => this.#takeUpHeld());
      throw cause;
    }
  }

  async #takeUpHeld(): Promise<number> {
    // Taken before the disk is asked: several may come here at once, and each delivery is for one of them.
    const held = new Set(this.#held.splice(0));
    if (held.size === 0) return 0;
    const unfinished = await this.#tools.inbox.unfinishedOf('webhook').catch((cause) => {
      this.#held.push(...held);
      throw cause;
    });
    const rows = unfinished.filter((row) => row.state === 'accepted' && held.has(row.id));
    const before = this.#held.length;
    this.takeUp(rows);
    return rows.length - (this.#held.length - before);
  }

  /** Acts on a delivery in its turn, unless its webhook is paused or off: then it waits on disk. */
  #goOn(webhook: Webhook, body: StoredDelivery, row: RowId): void {
    if (this.#tools.gate.stateOf(triggerName(webhook)) !== 'on') this.#held.push(row);
    else this.#inTurn(row, laneOf(webhook, row), () => this.#act(webhook, body, row));
  }

  /** How many deliveries are being acted on. */
  get underway(): number {
    return this.#turns.size;
  }

  /** Resolves when everything that was accepted is handed on. */
  settle(): Promise<void> {
    return this.#turns.idle();
  }

  async #act(webhook: Webhook, stored: StoredDelivery, row: RowId): Promise<void> {
    const { generations, records, uploads, actions } = this.#tools;
    const generation = generations.current();
    const placed = await uploads.place(webhook, stored, row, generation);
    if (!placed.ok) return this.#giveUp(stored, row, placed.problem);
    await actions.perform(records.occasion(webhook, stored, placed.value, row, generation));
    // The delivery is done, and must not be tried again; the next start forgets what is left of it.
    await this.#forgetUploads(row, stored).catch(() => undefined);
  }

  /** What is staged of a delivery whose run has not begun is for the next process: it places the files anew. */
  async #forgetUploads(row: RowId, stored: StoredDelivery): Promise<void> {
    if (stored.files === undefined) return;
    const { inbox, uploads } = this.#tools;
    this.#staged.set(row, stored);
    const waiting = await inbox.accepted([...this.#staged.keys()]);
    for (const [id, one] of this.#staged) {
      if (waiting.has(id)) continue;
      this.#staged.delete(id);
      await uploads.forget(one);
    }
  }

  async #giveUp(stored: StoredDelivery, row: RowId, why: string): Promise<void> {
    const { webhook, place } = stored;
    const markdown = deliveryDroppedText(webhook, why);
    const known = this.#tools.generations.current().triggers.webhook(webhook);
    const about = known === null ? {} : { about: aboutTrigger(known) };
    await this.#tools.notices.tell({ place, markdown, loud: true, ...about }, { answers: [row], as: 'dead' });
    await this.#tools.uploads.forget(stored);
  }

  /** A burst of deliveries is put on disk first and acted on a few at a time, so that answers don't wait for actions. */
  #inTurn(row: RowId, lane: string, work: () => Promise<void>): void {
    const { hands, journal, retrier } = this.#tools;
    const act = () => hands.hold([row], work);
    const held = () =>
      act().catch((cause) => {
        if (cause instanceof PutOff) return journal.record({ name: 'webhook.put-off', level: 'info', data: { row } });
        const { retryInMs } = retrier;
        journal.record({ name: 'webhook.failed', level: 'error', data: { row, retryInMs }, cause });
        this.#held.push(row);
        retrier.later(() => this.#takeUpHeld());
      });
    void this.#turns.run(lane, held);
  }
}

/** Passing on may take minutes where nobody answers, so it has lanes of its own. */
function laneOf(webhook: Webhook | null, row: RowId): string {
  return webhook?.action === 'http_forward' ? `${webhook.id} ${row % FORWARDED_AT_ONCE}` : `${row % ACTED_ON_AT_ONCE}`;
}
