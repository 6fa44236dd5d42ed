import type { IncomingMessage } from 'node:http';
import type { Generation, Generations } from '../../application/generation.js';
import type { Journal } from '../../application/ports/journal.js';
import type { WebhookDelivery, WebhookIntake } from '../../application/ports/webhook-intake.js';
import type { Clock } from '../../domain/ports/clock.js';
import type { Webhook } from '../../domain/trigger/trigger.js';
import type { TriggerGate } from '../../domain/trigger/trigger-gate.js';
import { triggerName } from '../../domain/trigger/trigger-name.js';
import { isWithin } from './address-ranges.js';
import { isAuthentic } from './authenticate.js';
import { parsePayload } from './parse-payload.js';
import type { RateLimiter } from './rate-limiter.js';
import { readBody } from './read-body.js';

/** What is answered. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What answering is built on. */
export interface HandlerTools {
  readonly generations: Generations;
  readonly intake: WebhookIntake;
  readonly gate: TriggerGate;
  readonly clock: Clock;
  readonly journal: Journal;
}

/** What the server's own settings limit. */
export interface Limits {
  readonly rate: RateLimiter;
  readonly maxBodyBytes: number;
}

/** Answers a request for a path; everything is judged by the one configuration that is in force when it arrives. */
export async function handleDelivery(
  request: IncomingMessage,
  path: string,
  limits: Limits,
  tools: HandlerTools,
): Promise<Answer> {
  const generation = tools.generations.current();
  const webhook = generation.triggers.byPath(path);
  if (webhook === null || tools.gate.stateOf(triggerName(webhook)) === 'off') return { status: 404, text: 'not found' };
  if (request.method !== 'POST') return { status: 405, text: 'method not allowed', headers: { Allow: 'POST' } };
  const peer = request.socket.remoteAddress ?? '';
  if (webhook.allowIps.length > 0 && !isWithin(peer, webhook.allowIps)) return FORBIDDEN;
  const body = await readBody(request, limits.maxBodyBytes);
  if (!body.ok) return body.problem === 'too-large' ? TOO_LARGE : INCOMPLETE;
  const headers = flat(request);
  const sender = { peer, headers, body: body.value };
  if (!isAllowed(webhook, sender, generation, tools)) return UNAUTHORIZED;
  const waitMs = limits.rate.take([`webhook ${webhook.id}`, 'all']);
  if (waitMs > 0) return { status: 429, text: 'rate limited', headers: retryAfter(waitMs / 1_000) };
  const payload = parsePayload(body.value);
  if (payload === null) return { status: 400, text: 'invalid json' };
  if (!passesFilter(webhook, headers)) return { status: 200, text: 'filtered' };
  return store({ webhook, payload, headers }, tools);
}

async function store(delivery: WebhookDelivery, { intake, journal }: HandlerTools): Promise<Answer> {
  try {
    const receipt = await intake.accept(delivery);
    if (receipt === 'draining') return { status: 503, text: 'shutting down', headers: retryAfter(30) };
    return { status: receipt === 'accepted' ? 202 : 200, text: receipt };
  } catch (cause) {
    const data = { webhook: delivery.webhook.id };
    journal.record({ name: 'webhook.not-stored', level: 'error', data, cause });
    return { status: 503, text: 'not stored', headers: retryAfter(30) };
  }
}

type Sender = Parameters<typeof isAuthentic>[1];

function isAllowed(webhook: Webhook, sender: Sender, { config }: Generation, tools: HandlerTools): boolean {
  const { allowUnauthenticatedWebhooks } = config.triggers;
  if (isAuthentic(webhook, sender, tools.clock.now(), allowUnauthenticatedWebhooks)) return true;
  const data = { webhook: webhook.id, peer: sender.peer };
  tools.journal.record({ name: 'webhook.unauthorized', level: 'warn', data });
  return false;
}

const TOO_LARGE: Answer = { status: 413, text: 'payload too large', headers: { Connection: 'close' } };
const INCOMPLETE: Answer = { status: 400, text: 'incomplete body', headers: { Connection: 'close' } };
const FORBIDDEN: Answer = { status: 403, text: 'forbidden' };
const UNAUTHORIZED: Answer = { status: 401, text: 'unauthorized' };

function passesFilter({ eventFilter }: Webhook, headers: Readonly<Record<string, string>>): boolean {
  if (eventFilter.length === 0) return true;
  const names = ['x-github-event', 'x-gitlab-event', 'x-event-type'];
  const event = names.map((name) => headers[name] ?? '').find((value) => value !== '');
  return event !== undefined && eventFilter.includes(event);
}

function retryAfter(seconds: number): Readonly<Record<string, string>> {
  return { 'Retry-After': `${Math.max(1, Math.ceil(seconds))}` };
}

function flat(request: IncomingMessage): Readonly<Record<string, string>> {
  const entries = Object.entries(request.headers);
  return Object.fromEntries(
    entries.flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  );
}
