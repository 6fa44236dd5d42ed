/** Words of earlier texts, each with what is said instead. */
const OLD_WORDS: readonly (readonly [words: RegExp, instead: string])[] = [
  [/\bin force\b/i, 'applied, in use'],
  [/\b(?:go|goes|went) on\b|\bgone on with\b/i, 'continue, still run'],
  [/\b(?:mend|mends|mended|mending)\b/i, 'fix'],
  [/\bthe bridge\b/i, 'Untether'],
  [/\bwishes for silence\b/i, 'rate limits'],
  [/\bwhat you can write\b/i, '/help lists the commands'],
  [/\bcounts? from the next run\b/i, 'applies to the next task'],
  [/\bwhile (?:I was|we were) away\b/i, 'while Untether was off'],
];

/** Which old words stand in a text for people, each with what to say instead; empty if there are none. */
export function oldWordsIn(text: string): readonly string[] {
  return OLD_WORDS.flatMap(([words, instead]) => {
    const [found] = words.exec(text.replace(/\s+/g, ' ')) ?? [];
    return found === undefined ? [] : [`“${found}”: say “${instead}”`];
  });
}
