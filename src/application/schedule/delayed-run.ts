import type { DelayedRun } from '../../domain/accepted/delayed-run.js';
import type { RunRequest } from '../../domain/accepted/run-request.js';
import type { InboundMessage } from '../../domain/chat/inbound.js';
import { fingerprint } from '../../domain/trigger/fingerprint.js';
import type { Generation } from '../values/generation.js';

/**
 * Freezes what was asked for: engine, model and permission mode as they are now. It is a conversation of its own, or
 * one that the person named or replied to, and never becomes the one that the chat goes on with.
 */
export function freezeRun(
  { origin: _origin, rows: _rows, remark: _remark, ...asked }: RunRequest,
  { config }: Generation,
  asking: Required<Pick<DelayedRun, 'written' | 'askedAt'>>,
): DelayedRun {
  const settings = config.engines[asked.engine];
  return {
    ...asked,
    model: asked.model ?? settings?.model ?? null,
    permissionMode: asked.permissionMode ?? settings?.permissionMode ?? null,
    settled: true,
    session: asked.session.kind === 'latest' ? { kind: 'fresh' } : asked.session,
    keepUnder: null,
    ...asking,
  };
}

/** The id of what a message asks for: twelve hexadecimal digits, the same each time the message is handled. */
export function delayedIdOf({ bot, updateId }: InboundMessage): string {
  return fingerprint(`${bot}:${updateId}`).slice(-12);
}
