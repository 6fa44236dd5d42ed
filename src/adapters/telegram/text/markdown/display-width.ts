const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f1e6}-\u{1f1ff}\u{20000}-\u{3fffd}]/u;
const EMOJI = /\p{Emoji_Presentation}|\p{Emoji}\ufe0f/u;
const ASCII = /^[ -~]*$/;
const INVISIBLE = /^[\p{Mn}\p{Me}\p{Cf}]*$/u;

/** What people may see as one character together with what stands beside it. */
const JOINED =
  /(?!\ufe0f)[\p{M}\p{C}\u{1f1e6}-\u{1f1ff}\u{1f3fb}-\u{1f3ff}\u0e00-\u0eff\u1100-\u11ff\ua960-\ua97c\ud7b0-\ud7ff]/u;
const TWICE_AS_WIDE = new RegExp(`\\p{Emoji}\\ufe0f|\\p{Emoji_Presentation}|${WIDE.source}`, 'gu');
const SECOND_UNIT = /[\u{10000}-\u{10ffff}]|\ufe0f/gu;

/** How many columns of a fixed-width font the text takes: 2 for East Asian wide characters and emoji, 0 for marks alone. */
export function displayWidth(text: string): number {
  if (ASCII.test(text)) return text.length;
  if (!JOINED.test(text)) return text.length - countOf(text, SECOND_UNIT) + countOf(text, TWICE_AS_WIDE);
  let width = 0;
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)) {
    width += EMOJI.test(segment) || WIDE.test(segment) ? 2 : INVISIBLE.test(segment) ? 0 : 1;
  }
  return width;
}

function countOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
