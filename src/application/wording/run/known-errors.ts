import type { KnownError } from '../../../domain/engine/known-error.js';

/** What providers and operating systems write, whichever engine tells it; the first match counts. */
const ANY_ENGINES: readonly KnownError[] = [
  {
    pattern: /\baccount_(?:suspended|disabled)\b/i,
    hint: 'The provider has blocked the account. Its console or support says why.',
  },
  {
    pattern: /\b(?:content_filter|harm_category|prompt_blocked|safety_block)/i,
    hint: 'The provider’s content filter stopped the request. Put it in other words.',
  },
  {
    pattern: /\b407\b.{0,200}proxy|proxy authentication required/i,
    hint: 'A proxy between the machine and the provider wants a login. Check the proxy settings of Untether’s service.',
  },
  {
    pattern: /\b(?:deadline exceeded|timeout exceeded|connect ?timeout|read ?timeout|ETIMEDOUT)\b/i,
    hint: 'The provider did not answer in time. Send the message again in a minute.',
  },
  {
    pattern:
      /\b(?:connection refused|ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|name or service not known|network is unreachable|certificate verify failed|ssl handshake|unable to verify the first certificate)\b/i,
    hint: 'The agent could not reach its provider. Check the machine’s network, DNS, proxy and clock, then send the message again.',
  },
  {
    pattern: /\b(?:no space left on device|ENOSPC)\b/i,
    hint: 'The disk is full. Make room on the machine, then send the message again.',
  },
  {
    pattern: /\bread-only file system\b|\bEROFS\b/i,
    hint: 'The agent may not write there: the file system is read-only for it. Check the mount, or the sandboxing of Untether’s service.',
  },
  {
    pattern: /^(?:error: )?(?:EACCES|permission denied)\b|\bEACCES: permission denied\b/im,
    hint: 'The agent may not use a file that it needs. Check who owns it and as whom Untether runs.',
  },
  {
    pattern: /\berror_during_execution\b/i,
    hint: 'The conversation could not be loaded. Send /new, then ask again.',
  },
];

/** The hint for an error that the engine's adapter has neither a kind nor a hint for, in Markdown; `null` if nothing is recognised. */
export function recognisedError(message: string): string | null {
  return ANY_ENGINES.find(({ pattern }) => pattern.test(message))?.hint ?? null;
}
