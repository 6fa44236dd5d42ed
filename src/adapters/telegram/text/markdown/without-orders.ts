import { ordersIn } from '../../../../application/wording/text/orders-in-text.js';
import type { FormattedText } from '../formatted-text.js';
import type { TextEntity } from '../text-entity.js';
import { isCode, isQuote, tidyEntities } from '../tidy-entities.js';

/** Places this near to each other become one, so that they never take up the entities of a message. */
const NEAR = 48;

/**
 * A text from outside in which nothing can be tapped to send a command, to name a person or to open an address whose
 * beginning hides its host: such places are shown as code, in which Telegram looks for nothing.
 */
export function withoutOrders(body: FormattedText): FormattedText {
  const solid = body.entities.filter((entity) => isCode(entity) || entity.type === 'text_link');
  const edges = edgesOfQuotes(body.entities);
  const hidden: TextEntity[] = [];
  let [next, edge] = [0, 0];
  for (const { offset, text } of ordersIn(body.text)) {
    const end = offset + text.length;
    const last = hidden.at(-1);
    const lastEnd = last === undefined ? Number.NEGATIVE_INFINITY : last.offset + last.length;
    while (endOf(solid[next]) <= Math.max(0, lastEnd)) next++;
    while ((edges[edge] ?? Number.POSITIVE_INFINITY) <= (last?.offset ?? offset)) edge++;
    const isApart = startOf(solid[next]) < end || (edges[edge] ?? Number.POSITIVE_INFINITY) < end;
    const isNear = last !== undefined && offset - lastEnd <= NEAR && !isApart;
    if (isNear) hidden[hidden.length - 1] = { ...last, length: end - last.offset };
    while (endOf(solid[next]) <= offset) next++;
    if (!isNear && startOf(solid[next]) >= end) hidden.push({ type: 'code', offset, length: text.length });
  }
  if (hidden.length === 0) return body;
  return { text: body.text, entities: tidyEntities(body.text, [...body.entities, ...hidden]) };
}

/** Where quotes begin and end, ascending: no code may cross that. */
function edgesOfQuotes(entities: readonly TextEntity[]): readonly number[] {
  const quotes = entities.filter(isQuote);
  return quotes.flatMap(({ offset, length }) => [offset, offset + length]).sort((a, b) => a - b);
}

function startOf(entity: TextEntity | undefined): number {
  return entity?.offset ?? Number.POSITIVE_INFINITY;
}

function endOf(entity: TextEntity | undefined): number {
  return entity === undefined ? Number.POSITIVE_INFINITY : entity.offset + entity.length;
}
