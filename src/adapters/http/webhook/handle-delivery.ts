import type { ServerSlice } from '../../../application/ports/http/http-server.js';
import type { WebhookDelivery, WebhookIntake } from '../../../application/ports/http/webhook-intake.js';
import type { FileVault } from '../../../application/ports/system/file-vault.js';
import type { Journal } from '../../../application/ports/system/journal.js';
import type { Generation, Generations } from '../../../application/values/generation.js';
import type { DeliveredFile } from '../../../domain/accepted/stored-delivery.js';
import { isLoopbackHost, isWithin } from '../../../domain/ip-address.js';
import type { Clock } from '../../../domain/ports/clock.js';
import type { Webhook } from '../../../domain/trigger/trigger.js';
import { triggerName } from '../../../domain/trigger/trigger-name.js';
import type { TriggerSwitches } from '../../../domain/trigger/trigger-switches.js';
import { type Proof, proofOf } from '../authentication/authenticate.js';
import { echo, handshake } from '../authentication/handshake.js';
import { claimsHold } from '../authentication/signed-claims.js';
import { type Answer, FORBIDDEN, methodNotAllowed, NOT_FOUND, retryAfter } from '../server/answer.js';
import type { AuthThrottle } from '../server/auth-throttle.js';
import type { ByteBudget } from '../server/byte-budget.js';
import { type Client, networkOf } from '../server/client-address.js';
import { drainBody } from '../server/drain-body.js';
import type { RateLimiter } from '../server/rate-limiter.js';
import type { DeliveryRequest } from './delivery-request.js';
import { eventNames } from './event-names.js';
import { INCOMPLETE, mostBytes, type Received, receiveBody, TOO_LARGE } from './receive-body.js';

/** What answering is built on. */
export interface HandlerTools {
  readonly generations: Generations;
  readonly intake: WebhookIntake;
  readonly vault: FileVault;
  readonly gate: TriggerSwitches;
  readonly clock: Clock;
  readonly journal: Journal;
}

/** What the server's own settings say, and what was used up of it. */
export interface Limits {
  readonly settings: ServerSlice;
  readonly rate: RateLimiter;
  /** Of those who fail to prove themselves. */
  readonly throttle: AuthThrottle;
  /** What senders may make us hold before they are known. */
  readonly memory: ByteBudget;
  readonly disk: ByteBudget;
}

/** Answers a request for a path; everything is judged by the one configuration that is in force when it arrives. */
export async function handleDelivery(request: DeliveryRequest, limits: Limits, tools: HandlerTools): Promise<Answer> {
  const generation = tools.generations.current();
  const webhook = generation.triggers.byPath(request.path);
  if (webhook === null || tools.gate.stateOf(triggerName(webhook)) === 'off') {
    return isPageOnly(request.path, limits) ? methodNotAllowed('GET, HEAD') : NOT_FOUND;
  }
  const isQuestion = webhook.verification !== 'none' && request.message.method === 'GET';
  if (request.message.method !== 'POST' && !isQuestion) return methodNotAllowed('POST');
  const beganMs = tools.clock.monotonicMs();
  const answer = await deliver(webhook, request, generation, limits, tools);
  const data = { webhook: webhook.id, outcome: answer.outcome, ms: tools.clock.monotonicMs() - beganMs };
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
  const { headers, client, message } = request;
  const { allowUnauthenticatedWebhooks: allowAnybody } = generation.config.triggers;
  if (webhook.auth === 'none' && !mayBeUnauthenticated(client, limits, allowAnybody)) return FORBIDDEN;
  if (webhook.allowIps.length > 0 && !isWithin(client.address, webhook.allowIps)) return FORBIDDEN;
  const waitMs = limits.throttle.waitMs(webhook.id, client.address);
  if (waitMs > 0) return throttled(webhook, client, waitMs, tools);
  const question = { method: message.method ?? '', target: message.url ?? '' };
  const shaken = handshake(webhook, question);
  if (shaken !== null) return shaken.outcome === 'challenge' ? shaken : refuse(webhook, client, limits, tools, shaken);
  if (question.method !== 'POST') return methodNotAllowed('POST');
  const proof = proofOf(webhook, { local: client.local, headers }, tools.clock.now(), allowAnybody);
  if (webhook.acceptMultipart) await tools.intake.opened;
  const limit = mostBytes(webhook, headers['content-type'], limits.settings.maxBodyBytes);
  if (Number(headers['content-length'] ?? 0) > limit) return TOO_LARGE;
  if (proof.isHopeless) return refuseUnread(webhook, request, limit, limits, tools);
  if (!/^(?:identity)?$/i.test(headers['content-encoding'] ?? '')) return ENCODED;
  return receive(webhook, request, { limit, proof }, limits, tools);
}

/** Answers a sender that may turn out to be known, once its body is there. */
async function receive(
  webhook: Webhook,
  request: DeliveryRequest,
  { limit, proof }: { readonly limit: number; readonly proof: Proof },
  limits: Limits,
  tools: HandlerTools,
): Promise<Answer> {
  const { client } = request;
  const sender = networkOf(client.address);
  const isKnown = proof.isKnown && webhook.auth !== 'none';
  const shares = isKnown ? null : { memory: limits.memory.share(sender), disk: limits.disk.share(sender) };
  const endShares = () => {
    shares?.memory.end();
    shares?.disk.end();
  };
  let files: readonly DeliveredFile[] = [];
  try {
    const received = await receiveBody(webhook, request, limit, { proof, vault: tools.vault, shares });
    if (!received.ok) return received.problem;
    files = received.value.files;
    if (!proof.holds()) return refuse(webhook, client, limits, tools);
    endShares();
    const answer = await admit(
      webhook,
      request,
      { ...received.value, signedBeside: proof.signedBeside },
      limits,
      tools,
    );
    if (answer.outcome === 'accepted') files = [];
    return answer;
  } finally {
    for (const { staged } of files) await tools.vault.discard(staged);
    endShares();
  }
}

/** Answers a sender whose proof can't hold; its body is let in and forgotten, so that it gets to read the answer. */
async function refuseUnread(
  webhook: Webhook,
  { client, message }: DeliveryRequest,
  limit: number,
  limits: Limits,
  tools: HandlerTools,
): Promise<Answer> {
  const drained = await drainBody(message, limit);
  if (drained === 'cut') return INCOMPLETE;
  if (drained === 'too-large') return TOO_LARGE;
  // Whoever is no program of this machine can't guess its way in.
  return webhook.auth === 'none' ? UNAUTHORIZED : refuse(webhook, client, limits, tools);
}

/** Answers a sender who is known. */
async function admit(
  webhook: Webhook,
  { headers, client }: DeliveryRequest,
  { payload: read, ...parts }: Received & Pick<WebhookDelivery, 'signedBeside'>,
  limits: Limits,
  tools: HandlerTools,
): Promise<Answer> {
  const payload = read();
  if (payload.ok && !claimsHold(webhook, payload.value, tools.clock.now()))
    return refuse(webhook, client, limits, tools);
  limits.throttle.proved(webhook.id, client.address);
  const waitMs = limits.rate.take([webhook.id]);
  if (waitMs > 0) return rateLimited(waitMs);
  if (!payload.ok) return payload.problem;
  const challenge = slackChallenge(webhook, payload.value);
  if (challenge !== null) return challenge;
  if (!passesFilter(webhook, headers, payload.value)) return { outcome: 'filtered' };
  return store({ webhook, payload: payload.value, headers, ...parts }, tools);
}

/** Slack asks whether an address is ours before it sends events there: https://docs.slack.dev/reference/events/url_verification */
function slackChallenge({ auth }: Webhook, { type, challenge }: Readonly<Record<string, unknown>>): Answer | null {
  const isAsked = auth === 'slack' && type === 'url_verification' && typeof challenge === 'string';
  return isAsked ? echo(challenge) : null;
}

async function store(delivery: WebhookDelivery, { intake, journal }: HandlerTools): Promise<Answer> {
  try {
    const receipt = await intake.accept(delivery);
    return receipt === 'draining' ? { outcome: 'shutting-down', headers: retryAfter(30) } : { outcome: receipt };
  } catch (cause) {
    const data = { webhook: delivery.webhook.id };
    journal.record({ name: 'webhook.not-stored', level: 'error', data, cause });
    return { outcome: 'not-stored', headers: retryAfter(30) };
  }
}

/** Counts a failure; whoever fails too often is told to wait instead. */
function refuse(
  webhook: Webhook,
  client: Client,
  { throttle }: Limits,
  tools: HandlerTools,
  answer: Answer = UNAUTHORIZED,
): Answer {
  const waitMs = throttle.failed(webhook.id, client.address);
  if (waitMs > 0) return throttled(webhook, client, waitMs, tools);
  noteRefused(webhook, client, false, tools);
  return answer;
}

function throttled(webhook: Webhook, client: Client, waitMs: number, tools: HandlerTools): Answer {
  noteRefused(webhook, client, true, tools);
  return rateLimited(waitMs);
}

function noteRefused({ id }: Webhook, { address }: Client, isThrottled: boolean, { journal }: HandlerTools): void {
  const data = { webhook: id, client: address, throttled: isThrottled };
  journal.record({ name: 'webhook.unauthorized', level: isThrottled ? 'debug' : 'warn', data });
}

function rateLimited(waitMs: number): Answer {
  return { outcome: 'rate-limited', headers: retryAfter(waitMs / 1_000) };
}

/** No webhook is there, but something to be read. */
function isPageOnly(path: string, { settings }: Limits): boolean {
  return path === '/metrics' && settings.metrics;
}

const UNAUTHORIZED: Answer = { outcome: 'unauthorized' };
/** RFC 9110, section 15.5.16. */
const ENCODED: Answer = { outcome: 'unsupported-encoding', headers: { 'Accept-Encoding': 'identity' } };

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
