import { type BotAnswer, badRequest } from './bot-answer.js';
import type { LoggedEntity } from './chat-log.js';
import type { Parameters } from './parameters.js';

const LONGEST_TEXT = 4_096;
const MOST_ENTITIES = 100;
const LONGEST_DATA = 64;
const LONGEST_COPY = 256;
const LONGEST_PLACEHOLDER = 64;
const STYLES = ['primary', 'success', 'danger'];

/** Why Telegram would not take the text, entities or buttons; `null` if it would. */
export function checkMessage(parameters: Parameters): BotAnswer | null {
  const text = parameters.text('text') ?? '';
  if (text.trim() === '') return badRequest('message text is empty');
  if (text.length > LONGEST_TEXT) return badRequest('message is too long');
  if (parameters.structure('entities') === null) return badRequest("can't parse entities JSON object");
  if (parameters.structure('reply_markup') === null) return badRequest("can't parse reply keyboard markup JSON object");
  if ((parameters.asks?.length ?? 0) > LONGEST_PLACEHOLDER) return badRequest('PLACEHOLDER_INVALID');
  if (parameters.entities.length > MOST_ENTITIES) return badRequest("can't parse entities: too many entities");
  const bad = parameters.entities.find((entity) => !isWithin(entity, text));
  if (bad !== undefined) return badRequest(`can't parse entities: bad ${bad.type} at offset ${bad.offset}`);
  return checkButtons(parameters);
}

function checkButtons(parameters: Parameters): BotAnswer | null {
  for (const { text, data, copy, style } of parameters.buttons.flat()) {
    if (text === '' || text === 'undefined') return badRequest('inline keyboard button text is empty');
    if (style !== undefined && !STYLES.includes(style)) return badRequest('BUTTON_STYLE_INVALID');
    if (copy !== undefined && data !== '') return badRequest("can't parse inline keyboard button: several actions");
    if (copy !== undefined && (copy.length === 0 || [...copy].length > LONGEST_COPY)) {
      return badRequest('BUTTON_COPY_TEXT_INVALID');
    }
    const length = new TextEncoder().encode(data).length;
    if (copy === undefined && (length === 0 || length > LONGEST_DATA)) return badRequest('BUTTON_DATA_INVALID');
  }
  return null;
}

function isWithin(entity: LoggedEntity, text: string): boolean {
  const { offset, length } = entity;
  if (!Number.isInteger(offset) || !Number.isInteger(length) || offset < 0 || length <= 0) return false;
  return offset + length <= text.length && !splitsPair(text, offset) && !splitsPair(text, offset + length);
}

function splitsPair(text: string, index: number): boolean {
  return (text.charCodeAt(index) & 0xfc00) === 0xdc00 && (text.charCodeAt(index - 1) & 0xfc00) === 0xd800;
}
