/** What is answered. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  /** Plain text unless given. */
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** What became of the request, in one word, where the text does not say it. */
  readonly outcome?: string;
}

/** The header that says when to come again; at least one second from now. */
export function retryAfter(seconds: number): Readonly<Record<string, string>> {
  return { 'Retry-After': `${Math.max(1, Math.ceil(seconds))}` };
}

/** The path is known, the method is not. */
export function methodNotAllowed(allowed: string): Answer {
  return { status: 405, text: 'method not allowed', headers: { Allow: allowed } };
}

/** The answer for a path that nothing is at. */
export const NOT_FOUND: Answer = { status: 404, text: 'not found' };
/** The answer for those who may not ask. */
export const FORBIDDEN: Answer = { status: 403, text: 'forbidden' };
