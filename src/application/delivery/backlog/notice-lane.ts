import type { Place } from '../../../domain/ids.js';
import type { NoticeOrder } from '../../ports/chat/chat-channel.js';

const KINDS = ['urgent', 'own', 'kept', 'foldable'] as const;

/**
 * Which notices are told in order among themselves. `urgent`: somebody waits for them; `own`: messages of their own; `foldable`: in a flood, a message may
 * stand for them; `kept`: all others.
 */
export interface NoticeLane {
  readonly kind: (typeof KINDS)[number];
  readonly place: Place;
  readonly source: string;
}

/** The lane that a notice waits in. */
export function laneOf({ place, source = '', buttons = [], ...order }: NoticeOrder): NoticeLane {
  if (order.urgent === true) return { kind: 'urgent', place, source };
  if (buttons.length > 0 || order.alone === true) return { kind: 'own', place, source };
  const foldable = order.foldable === true && order.problem === undefined;
  return { kind: foldable ? 'foldable' : 'kept', place, source };
}

/** The name of a lane, as it is stored. */
export function laneName(lane: NoticeLane): string {
  return `${lanesBeginning(lane)}${lane.source}`;
}

/** What the names of all lanes of a kind in one place begin with. */
export function lanesBeginning({ kind, place: { chatId, threadId } }: Pick<NoticeLane, 'kind' | 'place'>): string {
  return `${kind} ${chatId} ${threadId ?? '-'} `;
}

/** Reads the name of a lane; `null` if it is none. */
export function laneNamed(name: string): NoticeLane | null {
  const [, word, chatId, threadId, source = ''] = /^([a-z]+) (-?\d+) (-|\d+) (.*)$/s.exec(name) ?? [];
  const kind = KINDS.find((one) => one === word);
  if (kind === undefined) return null;
  return { kind, place: { chatId: Number(chatId), threadId: threadId === '-' ? null : Number(threadId) }, source };
}
