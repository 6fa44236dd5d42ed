/** How deep JSON from outside may be nested: what is deeper can be parsed, but not walked by code that calls itself. */
export const MOST_JSON_LEVELS = 250;

/** Whether a text that is meant to be JSON opens more brackets in each other than that; brackets in strings don't count. */
export function isTooDeepJson(text: string): boolean {
  if (!opensMoreThan(text, MOST_JSON_LEVELS)) return false;
  let [levels, isInString] = [0, false];
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (isInString) {
      if (character === '\\') index++;
      else if (character === '"') isInString = false;
    } else if (character === '"') isInString = true;
    else if (character === '[' || character === '{') levels++;
    else if (character === ']' || character === '}') levels--;
    if (levels > MOST_JSON_LEVELS) return true;
  }
  return false;
}

/** Whether a text has more opening brackets than `most`, wherever: found natively, while a long text is slow to walk. */
function opensMoreThan(text: string, most: number): boolean {
  let count = 0;
  for (const bracket of ['[', '{']) {
    for (let at = text.indexOf(bracket); at >= 0 && count <= most; at = text.indexOf(bracket, at + 1)) count++;
  }
  return count > most;
}

/** Whether parsed JSON holds more values in each other than that. */
export function isTooDeepValue(value: unknown): boolean {
  let level: readonly unknown[] = [value];
  for (let levels = 0; levels <= MOST_JSON_LEVELS; levels++) {
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
    if (level.length === 0) return false;
  }
  return true;
}
