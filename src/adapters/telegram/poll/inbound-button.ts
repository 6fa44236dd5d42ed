import type { CopiedText, InboundButton } from '../../../domain/chat/inbound.js';
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
  const beside = buttonsUnder(message);
  const press = { kind: 'button', ...from, buttonId, data, ...spot, sender } as const;
  if (beside === null) return ok(press);
  const genuine = beside.some((button) => button['callback_data'] === data);
  const copies = beside.flatMap(copiedText);
  return ok({ ...press, genuine, ...(copies.length === 0 ? {} : { copies }) });
}

/**
 * The buttons of the message, which the press alone doesn't say (CallbackQuery in the Bot API); `null` for a message that
 * is too old to be shown (its date is 0), or is shown without any buttons.
 */
function buttonsUnder(message: Fields): readonly Fields[] | null {
  const markup = fieldsOf(message['reply_markup']);
  if ((integerOf(message['date']) ?? 0) === 0 || markup === null) return null;
  return listOf(markup['inline_keyboard'])
    .flatMap(listOf)
    .map(fieldsOf)
    .filter((button) => button !== null);
}

/** What a button copies (CopyTextButton in the Bot API). */
function copiedText(button: Fields): readonly CopiedText[] {
  const [label, copy] = [textOf(button['text']), textOf(fieldsOf(button['copy_text'])?.['text'])];
  return label === null || copy === null ? [] : [{ label, copy }];
}
