import type { Generation, Generations } from '../../application/generation.js';
import type { FileVault } from '../../application/ports/file-vault.js';
import type { ServerSlice } from '../../application/ports/http-server.js';
import type { Journal } from '../../application/ports/journal.js';
import type { WebhookDelivery, WebhookIntake } from '../../application/ports/webhook-intake.js';
import type { Clock } from '../../domain/ports/clock.js';
import type { Webhook } from '../../domain/trigger/trigger.js';
import type { TriggerGate } from '../../domain/trigger/trigger-gate.js';
import { triggerName } from '../../domain/trigger/trigger-name.js';
import { isWithin } from './address-ranges.js';
import { type Answer, FORBIDDEN, methodNotAllowed, NOT_FOUND, retryAfter } from './answer.js';
import { proofOf } from './authenticate.js';
import { type Client, isLoopbackHost, networkOf } from './client-address.js';
import type { DeliveryRequest } from './delivery-request.js';
import { eventNames } from './event-names.js';
import type { RateLimiter } from './rate-limiter.js';
import { type Received, receiveBody } from './receive-body.js';

/** What answering is built on. */
export interface HandlerTools {
  readonly generations: Generations;
  readonly intake: WebhookIntake;
  readonly vault: FileVault;
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
  request: DeliveryRequest,
  generation: Generation,
  limits: Limits,
  tools: HandlerTools,
): Promise<Answer> {
  const { headers, client } = request;
  const { allowUnauthenticatedWebhooks: allowAnybody } = generation.config.triggers;
  if (webhook.auth === 'none' && !mayBeUnauthenticated(client, limits, allowAnybody)) return FORBIDDEN;
  if (webhook.allowIps.length > 0 && !isWithin(client.address, webhook.allowIps)) return FORBIDDEN;
  const proof = proofOf(webhook, { local: client.local, headers }, tools.clock.now(), allowAnybody);
  if (webhook.acceptMultipart) await tools.intake.opened;
  const received = await receiveBody(webhook, request, limits.settings.maxBodyBytes, proof, tools.vault);
  if (!received.ok) return received.problem;
  const answer = proof.holds()
    ? await admit(webhook, request, received.value, limits, tools)
    : refuse(webhook, client, limits, tools);
  if (answer.status !== ACCEPTED) for (const { staged } of received.value.files) await tools.vault.discard(staged);
  return answer;
}

/** Answers a sender who is known. */
async function admit(
  webhook: Webhook,
  { headers }: DeliveryRequest,
  { payload, body, files }: Received,
  { rate }: Limits,
  tools: HandlerTools,
): Promise<Answer> {
  const waitMs = rate.take([`webhook ${webhook.id}`, 'all']);
  if (waitMs > 0) return rateLimited(waitMs);
  if (!payload.ok) return payload.problem;
  const challenge = slackChallenge(webhook, payload.value);
  if (challenge !== null) return { status: 200, text: challenge };
  if (!passesFilter(webhook, headers, payload.value)) return { status: 200, text: 'filtered' };
  return store({ webhook, payload: payload.value, headers, body, files }, tools);
}

/** Slack asks whether an address is ours before it sends events there: https://docs.slack.dev/reference/events/url_verification */
function slackChallenge({ auth }: Webhook, { type, challenge }: Readonly<Record<string, unknown>>): string | null {
  const isAsked = auth === 'slack' && type === 'url_verification' && typeof challenge === 'string';
  return isAsked && /^[\w-]{1,500}$/.test(challenge) ? challenge : null;
}

async function store(delivery: WebhookDelivery, { intake, journal }: HandlerTools): Promise<Answer> {
  try {
    const receipt = await intake.accept(delivery);
    if (receipt === 'draining') return { status: 503, text: 'shutting down', headers: retryAfter(30) };
    return { status: receipt === 'accepted' ? ACCEPTED : 200, text: receipt };
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

const ACCEPTED = 202;
const UNAUTHORIZED: Answer = { status: 401, text: 'unauthorized' };

/** A listener that other machines can reach takes nothing unauthenticated, not even from here, unless that is allowed. */
function mayBeUnauthenticated({ hearsay }: Client, { settings }: Limits, allowAnybody: boolean): boolean {
  return !hearsay && (allowAnybody || isLoopbackHost(settings.host));
}

function passesFilter(
  { eventFilter, auth }: Webhook,
  headers: Readonly<Record<string, string>>,
  payload: Readonly<Record<string, unknown>>,
): boolean {
  return eventFilter.length === 0 || eventNames(auth, headers, payload).some((name) => eventFilter.includes(name));
}
