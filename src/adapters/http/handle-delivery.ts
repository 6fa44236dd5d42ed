import type { IncomingMessage } from 'node:http';
import type { Generation, Generations } from '../../application/generation.js';
import type { ServerSlice } from '../../application/ports/http-server.js';
import type { Journal } from '../../application/ports/journal.js';
import type { WebhookDelivery, WebhookIntake } from '../../application/ports/webhook-intake.js';
import type { Clock } from '../../domain/ports/clock.js';
import type { Webhook } from '../../domain/trigger/trigger.js';
import type { TriggerGate } from '../../domain/trigger/trigger-gate.js';
import { triggerName } from '../../domain/trigger/trigger-name.js';
import { isWithin } from './address-ranges.js';
import { type Answer, FORBIDDEN, methodNotAllowed, NOT_FOUND, retryAfter } from './answer.js';
import { isAuthentic } from './authenticate.js';
import { type Client, networkOf } from './client-address.js';
import { parsePayload } from './parse-payload.js';
import type { RateLimiter } from './rate-limiter.js';
import { readBody } from './read-body.js';

/** A request for a path that may be a webhook's. */
export interface DeliveryRequest {
  /** Decoded. */
  readonly path: string;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly client: Client;
  readonly message: IncomingMessage;
}

/** What answering is built on. */
export interface HandlerTools {
  readonly generations: Generations;
  readonly intake: WebhookIntake;
  readonly gate: TriggerGate;
  readonly clock: Clock;
  readonly journal: Journal;
}

/** What the server's own settings say, and what was used up of it. */
export interface Limits {
  readonly settings: ServerSlice;
  readonly rate: RateLimiter;
  /** Of failed authentications. */
  readonly failures: RateLimiter;
}

/** Answers a request for a path; everything is judged by the one configuration that is in force when it arrives. */
export async function handleDelivery(request: DeliveryRequest, limits: Limits, tools: HandlerTools): Promise<Answer> {
  const generation = tools.generations.current();
  const webhook = generation.triggers.byPath(request.path);
  if (webhook === null || tools.gate.stateOf(triggerName(webhook)) === 'off') {
    return isPageOnly(request.path, limits) ? methodNotAllowed('GET, HEAD') : NOT_FOUND;
  }
  if (request.message.method !== 'POST') return methodNotAllowed('POST');
  const beganMs = tools.clock.monotonicMs();
  const answer = await deliver(webhook, request, generation, limits, tools);
  const outcome = answer.text.replaceAll(' ', '-');
  const data = { webhook: webhook.id, outcome, ms: tools.clock.monotonicMs() - beganMs };
  tools.journal.record({ name: 'webhook.answered', level: 'debug', data });
  return answer;
}

async function deliver(
  webhook: Webhook,
  { headers, client, message }: DeliveryRequest,
  generation: Generation,
  limits: Limits,
  tools: HandlerTools,
): Promise<Answer> {
  if (webhook.auth === 'none' && client.hearsay) return FORBIDDEN;
  if (webhook.allowIps.length > 0 && !isWithin(client.address, webhook.allowIps)) return FORBIDDEN;
  const body = await readBody(message, limits.settings.maxBodyBytes);
  if (!body.ok) return body.problem === 'too-large' ? TOO_LARGE : INCOMPLETE;
  const { allowUnauthenticatedWebhooks } = generation.config.triggers;
  const sender = { local: client.local, headers, body: body.value };
  if (!isAuthentic(webhook, sender, tools.clock.now(), allowUnauthenticatedWebhooks)) {
    return refuse(webhook, client, limits, tools);
  }
  const waitMs = limits.rate.take([`webhook ${webhook.id}`, 'all']);
  if (waitMs > 0) return rateLimited(waitMs);
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

/** Whoever fails too often is told to wait; who then shows a valid proof is let in all the same. */
function refuse({ id }: Webhook, { address }: Client, { failures }: Limits, { journal }: HandlerTools): Answer {
  const waitMs = failures.take([`${id} ${networkOf(address)}`]);
  const throttled = waitMs > 0;
  const data = { webhook: id, client: address, throttled };
  journal.record({ name: 'webhook.unauthorized', level: throttled ? 'debug' : 'warn', data });
  return throttled ? rateLimited(waitMs) : UNAUTHORIZED;
}

function rateLimited(waitMs: number): Answer {
  return { status: 429, text: 'rate limited', headers: retryAfter(waitMs / 1_000) };
}

/** No webhook is there, but something to be read. */
function isPageOnly(path: string, { settings }: Limits): boolean {
  return path === '/metrics' && settings.metrics;
}

const TOO_LARGE: Answer = { status: 413, text: 'payload too large', headers: { Connection: 'close' } };
const INCOMPLETE: Answer = { status: 400, text: 'incomplete body', headers: { Connection: 'close' } };
const UNAUTHORIZED: Answer = { status: 401, text: 'unauthorized' };

function passesFilter({ eventFilter }: Webhook, headers: Readonly<Record<string, string>>): boolean {
  if (eventFilter.length === 0) return true;
  const names = ['x-github-event', 'x-gitlab-event', 'x-event-type'];
  const event = names.map((name) => headers[name] ?? '').find((value) => value !== '');
  return event !== undefined && eventFilter.includes(event);
}
