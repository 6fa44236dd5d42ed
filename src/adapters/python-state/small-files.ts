import { isJsonObject } from '../../domain/json-shape.js';
import { fail, ok } from '../../domain/result.js';
import { entriesOf, fieldOf, integerOf } from './fields.js';
import type { FileParser } from './file-parser.js';

const VERSION = 1;
/** The last instant that a date can be made of, in seconds. */
const LAST_S = 8_640_000_000_000;

/** `run_once_fired.json`: crons that have run once, and when. */
export const parseFiredOnce: FileParser = (value) => {
  const fired = fieldOf(value, 'fired');
  if (!isJsonObject(fired)) return fail('malformed');
  return ok({ firedOnce: entriesOf(fired).flatMap(([id, when]) => (typeof when === 'string' ? [id] : [])) });
};

/** `triggers_history.json`: when triggers fired last, in seconds. */
export const parseLastFired: FileParser = (value) => {
  if (!isJsonObject(value)) return fail('malformed');
  if (fieldOf(value, 'version') !== VERSION) return fail('version');
  const triggers = fieldOf(value, 'triggers');
  if (!isJsonObject(triggers)) return fail('malformed');
  const times = entriesOf(triggers).flatMap(([id, seconds]) =>
    typeof seconds === 'number' && seconds > 0 && seconds <= LAST_S ? [[id, Math.round(seconds * 1000)] as const] : [],
  );
  return ok({ lastFired: new Map(times) });
};

/** `last_update_id.json`: the last update that was handled. */
export const parseLastUpdate: FileParser = (value) => {
  const lastUpdateId = integerOf(fieldOf(value, 'last_update_id'));
  return lastUpdateId === null || lastUpdateId < 0 ? fail('malformed') : ok({ lastUpdateId });
};

/** `active_progress.json`: messages of runs that nobody has ended. */
export const parseOpenMessages: FileParser = (value) => {
  if (!isJsonObject(value)) return fail('malformed');
  const openMessages = entriesOf(value).flatMap(([, message]) => {
    const chatId = integerOf(fieldOf(message, 'chat_id'));
    const messageId = integerOf(fieldOf(message, 'message_id'));
    return chatId === null || messageId === null || messageId <= 0 ? [] : [{ chatId, messageId }];
  });
  return ok({ openMessages });
};
