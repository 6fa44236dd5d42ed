const FEWEST_WORDS = 4;
const EMOJI = /\p{Extended_Pictographic}/u;
const WORD = /\p{L}[\p{L}’'-]*/gu;

/** The text as a chat shows it: on one line, without marks of Markdown. */
export function plainly(text: string): string {
  return text
    .replace(/\*\*|`|\\(?=[.])|(?<![\p{L}\d])_(?=\p{L})|(?<=[.…])_(?![\p{L}\d])/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/^[\s>,.–]+/, '')
    .replace(/…(?:\s*…)+/g, '…')
    .trim();
}

/** Whether people read it as it is: not a name in the code, a word out of a sentence, or a whole page. */
export function isShown(text: string): boolean {
  if (text.startsWith('<!--')) return false;
  const words = text.match(WORD) ?? [];
  if (EMOJI.test(text)) return words.length > 0;
  if (!text.includes(' ')) return /^\p{Lu}\p{Ll}{2,}…?$/u.test(text);
  if (words.length < 2) return false;
  const fewest = /[.?!]$/.test(text) ? FEWEST_WORDS - 1 : FEWEST_WORDS;
  return /^[“"(…\s]*\p{Lu}/u.test(text) || words.length >= fewest;
}

/** Whether it tells of something that went wrong, is refused or is not as it should be. */
export function tellsProblem(text: string): boolean {
  return /⚠️|❌|💔|🛑|\bcan[’']t\b|\bnot\b|\b\p{L}+n[’']t\b|\bfail|\brefuse|\bno longer\b|\btoo many\b|\bthere is no\b|\bnothing was\b/iu.test(
    text,
  );
}
