import { isJsonObject } from '../../domain/json-shape.js';
import { deliveryIdentity } from '../../domain/trigger/delivery-identity.js';
import type { WebhookDelivery } from '../ports/http/webhook-intake.js';

/** The keys under which a delivery is known; a delivery that shares one of them is a repeat. */
export interface DeliveryKeys {
  /** What templates know as its id; empty if nothing names it. */
  readonly id: string;
  /** The sender's name for it, among all names of all webhooks; `null` without one. */
  readonly named: string | null;
  /** What it says, and how long that counts. */
  readonly said: readonly { readonly key: string; readonly rememberForMs: number }[];
}

/** Names of this length stay readable; longer ones are replaced by their digest. */
const LONGEST_NAME = 200;

type Digest = (text: string) => string;

/** What a delivery is known by; nothing if repeats are not to be recognised. `digest` is one that nobody can forge. */
export function deliveryKeys(delivery: WebhookDelivery, digest: Digest): DeliveryKeys {
  const { webhook, headers, payload } = delivery;
  if (webhook.dedupMs === 0) return { id: '', named: null, said: [] };
  const identity = deliveryIdentity(webhook);
  const found = nameInPayload(payload, identity.inPayload) ?? nameInHeaders(headers, identity.headers);
  const isLong = found !== null && found.length > LONGEST_NAME;
  const name = isLong ? digest(found) : found;
  const { contentForMs } = identity;
  const content = contentForMs === null ? null : contentOf(delivery, digest);
  const body = webhook.dedupBody ? delivery.digest : null;
  const key = (kind: string, text: string) => JSON.stringify([webhook.id, kind, text]);
  return {
    id: name ?? content ?? '',
    named: name === null ? null : key(isLong ? 'digest' : 'name', name),
    said: [
      ...(content === null || contentForMs === null
        ? []
        : [{ key: key('signed', content), rememberForMs: contentForMs }]),
      ...(body === null ? [] : [{ key: key('body', body), rememberForMs: webhook.dedupMs }]),
    ],
  };
}

/** A key for a delivery that nothing names. They ascend with time: neighbours lie together on disk. */
export function namelessKey(webhook: string, now: number, token: string): string {
  return JSON.stringify([webhook, '', now.toString(36), token]);
}

/** The same for all deliveries that are signed over the same, whichever secret signed them. */
function contentOf({ digest: body, signedBeside }: WebhookDelivery, digest: Digest): string | null {
  if (body === null) return null;
  return signedBeside === '' ? body : digest(JSON.stringify([signedBeside, body]));
}

function nameInHeaders(headers: WebhookDelivery['headers'], names: readonly string[]): string | null {
  return names.map((name) => headers[name]).find((value) => value !== undefined && value !== '') ?? null;
}

function nameInPayload(payload: unknown, path: readonly string[] | null): string | null {
  if (path === null) return null;
  let value = payload;
  for (const name of path) {
    if (!isJsonObject(value) || !Object.hasOwn(value, name)) return null;
    value = value[name];
  }
  return typeof value === 'string' && value !== '' ? value : null;
}
