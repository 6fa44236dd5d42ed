import { type Fields, fieldsOf, integerOf, listOf, textOf } from './fields.js';

/** Who is mentioned in a text, in lower case. */
export interface Mentions {
  readonly usernames?: readonly string[];
  readonly people?: readonly string[];
}

/** What Telegram marked as mentions (https://core.telegram.org/bots/api#messageentity); it also marks what only looks like a username. */
export function mentionsOf(message: Fields): Mentions {
  const inText = typeof message['text'] === 'string' && message['text'] !== '';
  const text = textOf(message[inText ? 'text' : 'caption']) ?? '';
  const marks = message[inText ? 'entities' : 'caption_entities'];
  const entities = listOf(marks)
    .map(fieldsOf)
    .filter((entity) => entity !== null);
  const under = (type: string) =>
    entities
      .filter((entity) => entity['type'] === type)
      .map((entity) => covered(text, entity).toLowerCase())
      .filter((words) => words !== '');
  const [usernames, people] = [under('mention'), under('text_mention')];
  return { ...(usernames.length === 0 ? {} : { usernames }), ...(people.length === 0 ? {} : { people }) };
}

function covered(text: string, entity: Fields): string {
  const offset = integerOf(entity['offset']) ?? 0;
  return text.slice(offset, offset + (integerOf(entity['length']) ?? 0));
}
