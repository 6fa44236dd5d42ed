/** What a part of a text carries beside its words. `block`: lines of code. `quote`: lines that somebody quotes. */
export type TextMarkKind = 'link' | 'code' | 'block' | 'quote';

/** A part of a text that carries more than its words; in UTF-16 units. Plain JSON. */
export interface TextMark {
  readonly kind: TextMarkKind;
  readonly offset: number;
  readonly length: number;
  /** Where a link leads. */
  readonly url?: string;
  /** The language of a block. */
  readonly language?: string;
}

/** Words with what they carry. */
export interface MarkedText {
  readonly text: string;
  readonly marks: readonly TextMark[];
}

/** The marks as they stand in a text with so many more units before it; a negative number takes away from its beginning. */
export function shiftMarks(marks: readonly TextMark[], by: number): readonly TextMark[] {
  return marks.flatMap((mark) => {
    const offset = Math.max(0, mark.offset + by);
    const length = mark.offset + mark.length + by - offset;
    return length > 0 ? [{ ...mark, offset, length }] : [];
  });
}

/** The end of a text, blanks behind it left away or not, with its marks; without any if it doesn't end so. */
export function markedEnd({ text, marks }: MarkedText, end: string): MarkedText {
  const whole = text.endsWith(end) ? text : text.trimEnd();
  if (end === '' || !whole.endsWith(end)) return { text: end, marks: [] };
  return { text: end, marks: shiftMarks(marks, end.length - whole.length) };
}
