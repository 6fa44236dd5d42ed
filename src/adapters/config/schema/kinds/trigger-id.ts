import { type Kind, refined } from './kind.js';
import { text } from './text.js';

/** The most characters of an id. */
const LONGEST = 64;

/** The id of a cron or a webhook: it stands in commands, buttons, keys and names of files. */
export function triggerId(): Kind<string> {
  return refined(text(), 'text: letters, digits, `_`, `.`, `-`', (value) => {
    if (/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/.test(value)) return null;
    const meant = value
      .normalize('NFKD')
      .replace(/[^A-Za-z0-9_.-]+/g, '-')
      .replace(/^[^A-Za-z0-9]+|-+$/g, '')
      .slice(0, LONGEST);
    return {
      message: `This id is not made of letters, digits, _, . and - (at most ${LONGEST}, a letter or digit first).`,
      hint: meant === '' ? 'Write for example "nightly-report".' : `Write for example "${meant}".`,
    };
  });
}
