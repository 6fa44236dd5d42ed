import type { InboundButton } from '../../../domain/chat/inbound.js';
import { ok, type Result } from '../../../domain/result.js';
import { senderOf, spotOf } from './chat-facts.js';
import { type Fields, fieldsOf, integerOf, listOf, textOf } from './fields.js';
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
  const genuine = isUnder(message, data);
  return ok({ kind: 'button', ...from, buttonId, data, ...spot, sender, ...(genuine === null ? {} : { genuine }) });
}

/**
 * Whether the message has a button with that data, which the press alone doesn't say (CallbackQuery in the Bot API);
 * `null` for a message that is too old to be shown (its date is 0), or is shown without any buttons.
 */
function isUnder(message: Fields, data: string): boolean | null {
  const markup = fieldsOf(message['reply_markup']);
  if ((integerOf(message['date']) ?? 0) === 0 || markup === null) return null;
  const rows = listOf(markup['inline_keyboard']);
  return rows.flatMap(listOf).some((button) => fieldsOf(button)?.['callback_data'] === data);
}
