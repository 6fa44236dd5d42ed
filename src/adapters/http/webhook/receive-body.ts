import { createHash, hash } from 'node:crypto';
import type { FileVault } from '../../../application/ports/system/file-vault.js';
import type { DeliveredFile } from '../../../domain/accepted/stored-delivery.js';
import { fail, ok, type Result } from '../../../domain/result.js';
import { needsDigest } from '../../../domain/trigger/delivery-identity.js';
import type { Webhook } from '../../../domain/trigger/trigger.js';
import type { Proof } from '../authentication/authenticate.js';
import type { FormProblem } from '../body/form.js';
import { formPayload } from '../body/form-payload.js';
import { type PayloadProblem, parsePayload } from '../body/parse-payload.js';
import { type BodyProblem, readBody } from '../body/read-body.js';
import { isMultipart, readForm } from '../body/read-form.js';
import { type Answer, retryAfter } from '../server/answer.js';
import type { Share } from '../server/byte-budget.js';
import type { DeliveryRequest } from './delivery-request.js';

/** What a request's body says, or the answer to one that says nothing understandable. */
export type Payload = Result<Readonly<Record<string, unknown>>, Answer>;

/** A request that has arrived whole. */
export interface Received {
  /** To be read only for those whose proof holds. */
  readonly payload: () => Payload;
  readonly body: Uint8Array;
  /** Of the bytes that came; `null` if nobody asks for it. */
  readonly digest: string | null;
  /** Staged; somebody has to discard them. */
  readonly files: readonly DeliveredFile[];
}

/** What taking a body is built on. */
export interface BodyTools {
  readonly proof: Proof;
  readonly vault: FileVault;
  /** The room that the sender has in memory and on disk while it is unknown; `null` for one who is known. */
  readonly shares: { readonly memory: Share; readonly disk: Share } | null;
}

/** What a form's request may have beside its file, in bytes. */
const ROOM_BESIDE_FILE = 65_536;

/** How much a request to the webhook may bring, in bytes. */
export function mostBytes(webhook: Webhook, contentType: string | undefined, maxBodyBytes: number): number {
  return takesForm(webhook, contentType) ? webhook.maxFileSizeBytes + ROOM_BESIDE_FILE : maxBodyBytes;
}

/**
 * Takes the body of a request and shows the proof every byte of it. What can't be taken whole has its answer at once;
 * what is only not understood has it in `payload`, to be given to those whose proof holds.
 */
export async function receiveBody(
  webhook: Webhook,
  { message, headers }: DeliveryRequest,
  limit: number,
  { proof, vault, shares }: BodyTools,
): Promise<Result<Received, Answer>> {
  const type = headers['content-type'];
  const wantsDigest = needsDigest(webhook);
  if (!takesForm(webhook, type)) {
    const body = await readBody(message, limit, shares?.memory ?? null);
    if (!body.ok) return fail(BODY_ANSWERS[body.problem]);
    const bytes = body.value;
    proof.take(bytes);
    const digest = wantsDigest ? hash('sha256', bytes, 'base64url') : null;
    return ok({ payload: () => payloadOf(webhook, bytes, type), body: bytes, digest, files: [] });
  }
  const digest = wantsDigest ? createHash('sha256') : null;
  const onBytes = (bytes: Uint8Array) => {
    proof.take(bytes);
    digest?.update(bytes);
  };
  const limits = { maxFileBytes: webhook.maxFileSizeBytes, maxRequestBytes: limit };
  const form = await readForm(message, type, limits, { staging: vault, shares, onBytes });
  const received = { body: new Uint8Array(0), digest: digest?.digest('base64url') ?? null };
  if (form.ok) {
    const { fields, files } = form.value;
    return ok({ ...received, payload: () => ok(formPayload(fields)), files });
  }
  const { answer, endsAtOnce } = formAnswer(form.problem);
  return endsAtOnce ? fail(answer) : ok({ ...received, payload: () => fail(answer), files: [] });
}

function takesForm({ acceptMultipart, action }: Webhook, contentType: string | undefined): boolean {
  return acceptMultipart && action !== 'http_forward' && isMultipart(contentType);
}

/** Actions that take a body as it is have no need to understand it. */
function payloadOf({ action }: Webhook, body: Buffer, type: string | undefined): Payload {
  const parsed = parsePayload(body, type);
  if (parsed.ok) return parsed;
  const takesAnything = action === 'file_write' || action === 'http_forward';
  const isOther = type !== undefined && !/json|x-www-form-urlencoded/i.test(type);
  return takesAnything && isOther ? ok({}) : fail(UNREADABLE[parsed.problem]);
}

function formAnswer(problem: FormProblem): { readonly answer: Answer; readonly endsAtOnce: boolean } {
  switch (problem.kind) {
    case 'too-large':
      return { answer: TOO_LARGE, endsAtOnce: true };
    case 'cut':
      return { answer: INCOMPLETE, endsAtOnce: true };
    case 'no-room':
      return { answer: NO_ROOM, endsAtOnce: true };
    case 'file-too-large':
      return { answer: { outcome: 'file-too-large' }, endsAtOnce: false };
    case 'not-stored':
      return { answer: { outcome: 'not-stored', headers: retryAfter(30) }, endsAtOnce: false };
    case 'no-boundary':
    case 'not-closed':
    case 'bad-part':
    case 'bad-text':
    case 'too-many-parts':
      return { answer: { outcome: 'invalid-multipart-body' }, endsAtOnce: false };
  }
}

/** The answer to what is larger than it may be. */
export const TOO_LARGE: Answer = { outcome: 'payload-too-large' };
/** The answer to a sender that breaks off, should it read it. */
export const INCOMPLETE: Answer = { outcome: 'incomplete-body', headers: { Connection: 'close' } };
const NO_ROOM: Answer = { outcome: 'busy', headers: { ...retryAfter(10), Connection: 'close' } };
const BODY_ANSWERS: Readonly<Record<BodyProblem, Answer>> = {
  'too-large': TOO_LARGE,
  cut: INCOMPLETE,
  'no-room': NO_ROOM,
};
const UNREADABLE: Readonly<Record<PayloadProblem, Answer>> = {
  'unsupported-charset': { outcome: 'unsupported-charset' },
  'bad-json': { outcome: 'invalid-json' },
  'bad-form': { outcome: 'invalid-form' },
};
