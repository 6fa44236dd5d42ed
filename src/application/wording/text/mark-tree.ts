import { beforePair } from '../../../domain/before-pair.js';
import type { MarkedText, TextMark } from '../../../domain/chat/text-mark.js';

/** A mark with those inside of it. */
export interface MarkNode {
  readonly mark: TextMark;
  readonly start: number;
  readonly end: number;
  readonly inside: readonly MarkNode[];
}

interface Open extends MarkNode {
  readonly inside: Open[];
}

/** Telegram takes a hundred in a message; more come from nobody who means well. */
const MOST_MARKS = 400;
/** Which of two marks on the same words is around the other. */
const OUTERMOST: Readonly<Record<TextMark['kind'], number>> = { quote: 0, block: 1, link: 2, code: 3 };

/** The marks of a text as a tree; one that begins in another and ends behind it is cut where that ends, and continues there. */
export function markTree({ text, marks }: MarkedText): readonly MarkNode[] {
  const roots: Open[] = [];
  const open: Open[] = [];
  const due = marks
    .slice(0, MOST_MARKS)
    .flatMap((mark) => within(text, mark))
    .sort(inOrder);
  for (let taken = 0; due.length > 0 && taken < MOST_MARKS; taken++) {
    const next = due.shift();
    if (next === undefined) break;
    while ((open.at(-1)?.end ?? Number.POSITIVE_INFINITY) <= next.start) open.pop();
    const around = open.at(-1);
    const end = Math.min(next.end, around?.end ?? next.end);
    const node = { ...next, end, inside: [] };
    (around?.inside ?? roots).push(node);
    open.push(node);
    if (end < next.end) insert(due, { ...next, start: end, inside: [] });
  }
  return roots;
}

function within(text: string, mark: TextMark): readonly Open[] {
  const { offset, length } = mark;
  if (!Number.isSafeInteger(offset) || !Number.isSafeInteger(length) || offset < 0 || length <= 0) return [];
  const start = beforePair(text, Math.min(offset, text.length));
  const end = beforePair(text, Math.min(offset + length, text.length));
  return start < end ? [{ mark, start, end, inside: [] }] : [];
}

function insert(due: Open[], node: Open): void {
  const at = due.findIndex((other) => inOrder(node, other) < 0);
  due.splice(at === -1 ? due.length : at, 0, node);
}

function inOrder(a: Open, b: Open): number {
  return a.start - b.start || b.end - a.end || OUTERMOST[a.mark.kind] - OUTERMOST[b.mark.kind];
}
