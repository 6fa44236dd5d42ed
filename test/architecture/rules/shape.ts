import { fileRule, type Rule } from '../rule.js';

const LONGEST_FILE = 300;
/** A service manager is what systemd.service(5) calls it, so that word is not an empty one. */
const emptyWords = /(?:^|[-/])(?:utils?|common|helpers?|(?<!service-)managers?|impl|misc|index)(?=[-./]|$)/;

/** What a file looks like from outside. */
export const shapeRules: readonly Rule[] = [
  fileRule('every file can be parsed', (file) =>
    file.unreadable === null ? [] : [{ line: 1, message: file.unreadable }],
  ),
  fileRule(`no file is longer than ${LONGEST_FILE} lines`, (file) => {
    const lines = file.text.replace(/\n$/, '').split('\n').length;
    return lines > LONGEST_FILE ? [{ line: LONGEST_FILE + 1, message: `${lines} lines: a concept is missing` }] : [];
  }),
  fileRule('names of files are dash-case and say what is inside', (file) =>
    /^[a-z0-9/.-]+$/.test(file.path) && !emptyWords.test(file.path)
      ? []
      : [{ line: 1, message: 'find the word for what it holds' }],
  ),
  fileRule('no file passes on what others export', (file) =>
    file.uses.filter((use) => use.passesOn).map(({ line }) => ({ line, message: 'import it from where it is made' })),
  ),
];
