import type { StoredDelivery } from '../../domain/accepted/stored-delivery.js';
import type { CronCalendar } from '../../domain/cron/cron-calendar.js';
import type { Place, RowId } from '../../domain/ids.js';
import type { Clock, Instant } from '../../domain/ports/clock.js';
import type { TokenSource } from '../../domain/ports/token-source.js';
import { withOurs } from '../../domain/trigger/template-values.js';
import type { Webhook } from '../../domain/trigger/trigger.js';
import { triggerName } from '../../domain/trigger/trigger-name.js';
import type { WebhookDelivery } from '../ports/http/webhook-intake.js';
import type { ByteCodec } from '../ports/system/byte-codec.js';
import type { Generation } from '../values/generation.js';
import { templatePrompt } from '../wording/triggers/trigger-prompt.js';
import { type PlacedFile, uploadValues } from './actions/place-uploads.js';
import type { Content, TriggerEvent } from './actions/trigger-event.js';
import { type DeliveryKeys, deliveryKeys } from './delivery-id.js';

/** What is known of a delivery beside itself when it is stored. */
export interface DeliveryFacts {
  readonly place: Place;
  /** The sender's name for it; empty if it has none. */
  readonly id: string;
  readonly receivedAt: Instant;
}

/** What deliveries are recorded with. */
export interface DeliveryRecordsTools {
  readonly codec: ByteCodec;
  readonly calendar: CronCalendar;
  readonly tokens: TokenSource;
  readonly clock: Clock;
}

/** Turns deliveries into what is kept of them, and that into what is acted on. */
export class DeliveryRecords {
  readonly #codec: ByteCodec;
  readonly #calendar: CronCalendar;
  readonly #tokens: TokenSource;
  readonly #clock: Clock;

  constructor({ codec, calendar, tokens, clock }: DeliveryRecordsTools) {
    this.#codec = codec;
    this.#calendar = calendar;
    this.#tokens = tokens;
    this.#clock = clock;
  }

  /** What a delivery is known by. */
  keys(delivery: WebhookDelivery): DeliveryKeys {
    return deliveryKeys(delivery, (text) => this.#codec.digest(text));
  }

  /** What is kept of a delivery; its bytes only if something is to be done with them. */
  stored(
    { webhook, payload, headers, body, files }: WebhookDelivery,
    { place, id, receivedAt }: DeliveryFacts,
  ): StoredDelivery {
    const needsBody = webhook.action === 'file_write' || webhook.action === 'http_forward';
    const type = headers['content-type'] ?? null;
    return {
      webhook: webhook.id,
      place,
      payload,
      receivedAt,
      ...(id === '' ? {} : { id }),
      ...(files.length === 0 ? {} : { files }),
      ...(needsBody && files.length === 0 ? { body: { base64: this.#codec.toBase64(body), type } } : {}),
    };
  }

  /** What a webhook acts on for a delivery. */
  occasion(
    webhook: Webhook,
    stored: StoredDelivery,
    uploads: readonly PlacedFile[],
    row: RowId,
    generation: Generation,
  ): TriggerEvent {
    const { place, payload, id } = stored;
    const at = stored.receivedAt ?? this.#clock.now();
    const date = this.#calendar.date(generation.config.triggers.defaultTimezone, at);
    const whole = '_body' in payload ? payload['_body'] : payload;
    const posted = { ...payload, _body: whole, delivery: { id: id ?? '' }, ...uploadValues(uploads) };
    const values = withOurs(posted, at, date, webhook.id);
    const name = triggerName(webhook);
    const prompt =
      webhook.action === 'agent_run'
        ? templatePrompt(webhook.promptTemplate ?? '', values, { name, nonce: this.#tokens.next() })
        : '';
    const content = () => this.#content(stored);
    return {
      trigger: webhook,
      generation,
      place,
      row,
      values,
      prompt,
      // Most actions never look at it, and a long body takes its time.
      get content() {
        return content();
      },
      uploads,
      dueAt: null,
      key: `untether-${name}-${row}-${at}`,
    };
  }

  #content({ payload, body }: StoredDelivery): Content {
    if (body !== undefined) return { bytes: this.#codec.fromBase64(body.base64), type: body.type };
    return { bytes: this.#codec.encode(JSON.stringify(payload)), type: 'application/json' };
  }
}
