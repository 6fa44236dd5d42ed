import { errors } from 'undici';
import type { OutboundProblem } from '../../application/ports/http/outbound.js';
import { errorCode } from '../../domain/error-text.js';
import type { Target } from './target.js';

/** What a failed connection or exchange is told as. */
export function problemOf(error: unknown, { host }: Target, maxBytes: number | null): OutboundProblem {
  if (maxBytes !== null && error instanceof errors.ResponseExceededMaxSizeError)
    return { kind: 'too-large', host, maxBytes };
  return { kind: 'connection-failed', host, code: codeOf(error) };
}

/** What went wrong in the world has a code; what has none is a fault of ours, and is thrown on. */
export function codeOf(error: unknown): string {
  // The library forgets the code of what is no HTTP.
  if (error instanceof errors.HTTPParserError) return 'EPROTO';
  const code = errorCode(error);
  if (code === null) throw error;
  return code;
}
