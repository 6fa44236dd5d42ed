/** Characters of somebody's words that are said again. */
const LONGEST = 90;

/** Lines that Untether puts around what came from outside. */
const FENCE = /^#-- .*$|<\/?outside-[^>]*>/gm;

/** What an agent is told that continues after a crash. */
const CUT_OFF = /^You were interrupted before you had finished/;

/** Whether the words are nobody's wish, but say that a run was cut off and continues. */
export function isContinuation(words) {
  return CUT_OFF.test(words);
}

/** Somebody's words on one line, cut where they are long. */
export function excerpt(words) {
  const line = words.replaceAll(FENCE, '').trim().replaceAll(/\s+/g, ' ');
  const characters = [...new Intl.Segmenter().segment(line)].map(({ segment }) => segment);
  return characters.length <= LONGEST ? line : `${characters.slice(0, LONGEST - 1).join('')}…`;
}

/** The reason that a person gave for a no; `null` if there is none. */
export function reasonIn(denied) {
  return /^The user said no to this: ([\s\S]+)$/.exec(denied)?.[1] ?? null;
}

/** An edit as a diff. */
export function diffOf({ before, after }) {
  const marked = (sign, text) =>
    text
      .trimEnd()
      .split('\n')
      .map((line) => `${sign} ${line}`);
  return [...marked('-', before), ...marked('+', after)].join('\n');
}
