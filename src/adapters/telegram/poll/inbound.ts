import type { Inbound } from '../../../domain/chat/inbound.js';
import type { Result } from '../../../domain/result.js';
import { fieldsOf, integerOf } from './fields.js';
import { inboundButton } from './inbound-button.js';
import { inboundEdit, inboundMessage } from './inbound-message.js';
import { malformed, type Skipped, skip } from './skipped.js';

/**
 * Translates one update of the Bot API (https://core.telegram.org/bots/api#update) for the bot with the given user id.
 * Pure, and never throws: whatever arrives is either an `Inbound` or skipped with a reason.
 */
export function inbound(update: unknown, bot: number): Result<Inbound, Skipped> {
  const fields = fieldsOf(update);
  const updateId = updateIdOf(update);
  if (fields === null || updateId === null) return malformed('update id');
  if ('message' in fields) return inboundMessage(fields['message'], { bot, updateId });
  if ('edited_message' in fields) return inboundEdit(fields['edited_message'], { bot, updateId });
  if ('channel_post' in fields) return inboundMessage(fields['channel_post'], { bot, updateId });
  if ('callback_query' in fields) return inboundButton(fields['callback_query'], { bot, updateId });
  if ('my_chat_member' in fields) return skip('what we may do in a chat');
  return skip('a kind of update that was not asked for');
}

/** The id of an update, or `null` if it has none. */
export function updateIdOf(update: unknown): number | null {
  return integerOf(fieldsOf(update)?.['update_id']);
}
