import type { InboundButton } from '../../../domain/chat/inbound.js';
import { ok, type Result } from '../../../domain/result.js';
import { senderOf, spotOf } from './chat-facts.js';
import { fieldsOf, textOf } from './fields.js';
import { malformed, type Skipped, skip } from './skipped.js';

/** Translates the press of a button; the message under which it was may be too old to be shown, its id is enough. */
export function inboundButton(
  query: unknown,
  from: { readonly bot: number; readonly updateId: number },
): Result<InboundButton, Skipped> {
  const fields = fieldsOf(query);
  const buttonId = textOf(fields?.['id']);
  const sender = senderOf(fields?.['from']);
  if (fields === null || buttonId === null || sender === null) return malformed('button press');
  const message = fieldsOf(fields['message']);
  if (message === null) return skip('a button without a message');
  const spot = spotOf(message);
  if (spot === null) return malformed('message of a button');
  const data = textOf(fields['data']);
  if (data === null) return skip('a button without data');
  return ok({ kind: 'button', ...from, buttonId, data, ...spot, sender });
}
