import type { Place, RowId } from '../../../domain/ids.js';
import type { Instant } from '../../../domain/ports/clock.js';
import type { TemplateValues } from '../../../domain/trigger/template-values.js';
import type { Trigger } from '../../../domain/trigger/trigger.js';
import type { Generation } from '../../values/generation.js';
import type { PlacedFile } from './place-uploads.js';

/** Bytes that came with a trigger, and what they are. */
export interface Content {
  readonly bytes: Uint8Array;
  /** A media type; `null` if the sender named none. */
  readonly type: string | null;
}

/** A trigger that is to act now, once: an instant of a cron, a delivery to a webhook. */
export interface TriggerEvent {
  readonly trigger: Trigger;
  readonly generation: Generation;
  /** Where it reports. */
  readonly place: Place;
  /** The row that ends with what it does. */
  readonly row: RowId;
  readonly values: TemplateValues;
  /** The text that an agent gets if this starts one. */
  readonly prompt: string;
  /** What is written or passed on. */
  readonly content: Content;
  /** Where the files that came with it are. */
  readonly uploads: readonly PlacedFile[];
  /** When it was due; `null` for what is not scheduled. */
  readonly dueAt: Instant | null;
  /** Names this occasion to others, the same in every attempt. */
  readonly key: string;
}
