import type { FileVault } from '../../application/ports/file-vault.js';
import type { DeliveredFile } from '../../application/ports/webhook-intake.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Webhook } from '../../domain/trigger/trigger.js';
import { type Answer, retryAfter } from './answer.js';
import type { Proof } from './authenticate.js';
import type { DeliveryRequest } from './delivery-request.js';
import type { FormProblem } from './form.js';
import { formPayload } from './form-payload.js';
import { type PayloadProblem, parsePayload } from './parse-payload.js';
import { readBody } from './read-body.js';
import { isMultipart, readForm } from './read-form.js';

/** What a request's body says, or the answer to one that says nothing understandable. */
export type Payload = Result<Readonly<Record<string, unknown>>, Answer>;

/** A request that has arrived whole. */
export interface Received {
  readonly payload: Payload;
  readonly body: Uint8Array;
  /** Staged; somebody has to discard them. */
  readonly files: readonly DeliveredFile[];
}

/** What a form's request may have beside its file, in bytes. */
const ROOM_BESIDE_FILE = 65_536;

/**
 * Takes the body of a request and shows the proof every byte of it. What can't be taken whole has its answer at once;
 * what is only not understood has it in `payload`, to be given to those whose proof holds.
 */
export async function receiveBody(
  webhook: Webhook,
  { message, headers }: DeliveryRequest,
  maxBodyBytes: number,
  proof: Proof,
  vault: FileVault,
): Promise<Result<Received, Answer>> {
  const type = headers['content-type'];
  const isForm = webhook.acceptMultipart && webhook.action !== 'http_forward' && isMultipart(type);
  if (!isForm || proof.isHopeless) {
    const body = await readBody(message, maxBodyBytes);
    if (!body.ok) return fail(body.problem === 'too-large' ? TOO_LARGE : INCOMPLETE);
    proof.take(body.value);
    return ok({ payload: payloadOf(webhook, body.value, type), body: body.value, files: [] });
  }
  const maxFileBytes = webhook.maxFileSizeBytes;
  const limits = { maxFileBytes, maxRequestBytes: maxFileBytes + ROOM_BESIDE_FILE };
  const onBytes = (bytes: Uint8Array) => proof.take(bytes);
  const form = await readForm(message, type, limits, { staging: vault, onBytes });
  if (form.ok)
    return ok({ payload: ok(formPayload(form.value.fields)), body: new Uint8Array(0), files: form.value.files });
  const { answer, endsAtOnce } = formAnswer(form.problem);
  return endsAtOnce ? fail(answer) : ok({ payload: fail(answer), body: new Uint8Array(0), files: [] });
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
    case 'file-too-large':
      return { answer: { status: 413, text: 'file too large' }, endsAtOnce: false };
    case 'not-stored':
      return { answer: { status: 503, text: 'not stored', headers: retryAfter(30) }, endsAtOnce: false };
    case 'no-boundary':
    case 'not-closed':
    case 'bad-part':
    case 'bad-text':
    case 'too-many-parts':
      return { answer: { status: 400, text: 'invalid multipart body' }, endsAtOnce: false };
  }
}

const TOO_LARGE: Answer = { status: 413, text: 'payload too large', headers: { Connection: 'close' } };
const INCOMPLETE: Answer = { status: 400, text: 'incomplete body', headers: { Connection: 'close' } };
const UNREADABLE: Readonly<Record<PayloadProblem, Answer>> = {
  'unsupported-charset': { status: 415, text: 'unsupported charset' },
  'bad-json': { status: 400, text: 'invalid json' },
  'bad-form': { status: 400, text: 'invalid form' },
};
