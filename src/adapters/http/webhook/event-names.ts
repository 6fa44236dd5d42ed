import { isJsonObject } from '../../../domain/json-shape.js';
import type { WebhookAuth } from '../../../domain/trigger/trigger.js';

type Payload = Readonly<Record<string, unknown>>;

/** The headers in which senders name an event: GitHub (Gitea and Forgejo as well), GitLab, Bitbucket, others. */
const EVENT_HEADERS = [
  ...['x-github-event', 'x-gitlab-event', 'x-gitea-event', 'x-forgejo-event', 'x-gogs-event', 'x-event-key'],
  ...['x-event-type', 'linear-event', 'sentry-hook-resource', 'x-shopify-topic'],
];

/**
 * The names of the event that a delivery is about: what a header says, with the payload's `action` behind it too
 * (`issues` and `issues.opened`), and where a provider names events in its payload, what stands there.
 */
export function eventNames(
  auth: WebhookAuth,
  headers: Readonly<Record<string, string>>,
  payload: Payload,
): readonly string[] {
  const [header] = EVENT_HEADERS.map((name) => headers[name] ?? '').filter((value) => value !== '');
  const { action } = payload;
  const named = header === undefined ? [] : typeof action === 'string' ? [header, `${header}.${action}`] : [header];
  return [...named, ...inPayload(auth, payload)];
}

function inPayload(auth: WebhookAuth, payload: Payload): readonly string[] {
  switch (auth) {
    case 'gitlab':
      return texts(payload['object_kind']);
    case 'stripe':
    case 'standard-webhooks':
      return texts(payload['type']);
    case 'slack':
      return texts(payload['type'], field(payload['event'], 'type'), field(payload['form'], 'command'));
    case 'pagerduty':
      return texts(field(payload['event'], 'event_type'));
    case 'linear':
      return texts(payload['type']);
    case 'sentry':
    case 'gogs':
    case 'shopify':
    case 'signature':
    case 'github':
    case 'bearer':
    case 'hmac-sha256':
    case 'hmac-sha1':
    case 'none':
      return [];
  }
}

function field(value: unknown, name: string): unknown {
  return isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

function texts(...values: readonly unknown[]): readonly string[] {
  return values.filter((value) => typeof value === 'string');
}
