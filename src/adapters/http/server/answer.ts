import type { HttpOutcome } from '../../../application/ports/http/http-outcome.js';

/** What has a text of its own, which somebody outside may have written; it is never looked at again. */
type OwnOutcome = 'challenge' | 'page';

/** What follows from the outcome alone. */
type PlainOutcome = Exclude<HttpOutcome, OwnOutcome>;

/** What is answered. */
export type Answer =
  | { readonly outcome: PlainOutcome; readonly headers?: Readonly<Record<string, string>> }
  | {
      readonly outcome: OwnOutcome;
      readonly status: number;
      readonly text: string;
      /** Plain text unless given. */
      readonly type?: string;
      readonly headers?: Readonly<Record<string, string>>;
    };

const STATUS: Readonly<Record<PlainOutcome, number>> = {
  accepted: 202,
  duplicate: 200,
  filtered: 200,
  'bad-request': 400,
  busy: 503,
  'file-too-large': 413,
  forbidden: 403,
  'incomplete-body': 400,
  'internal-error': 500,
  'invalid-form': 400,
  'invalid-json': 400,
  'invalid-multipart-body': 400,
  'method-not-allowed': 405,
  'not-found': 404,
  'not-implemented': 501,
  'not-stored': 503,
  'payload-too-large': 413,
  'rate-limited': 429,
  'shutting-down': 503,
  unauthorized: 401,
  'unsupported-charset': 415,
  'unsupported-encoding': 415,
};

/** The answer's status code (RFC 9110, section 15). */
export function statusOf(answer: Answer): number {
  return 'status' in answer ? answer.status : STATUS[answer.outcome];
}

/** The answer's body: its own, or its outcome in words. */
export function textOf(answer: Answer): string {
  return 'text' in answer ? answer.text : answer.outcome.replaceAll('-', ' ');
}

/** The header that says when to come again; at least one second from now. */
export function retryAfter(seconds: number): Readonly<Record<string, string>> {
  return { 'Retry-After': `${Math.max(1, Math.ceil(seconds))}` };
}

/** The path is known, the method is not. */
export function methodNotAllowed(allowed: string): Answer {
  return { outcome: 'method-not-allowed', headers: { Allow: allowed } };
}

/** The answer for a path that nothing is at. */
export const NOT_FOUND: Answer = { outcome: 'not-found' };
/** The answer for those who may not ask. */
export const FORBIDDEN: Answer = { outcome: 'forbidden' };
