/** Escape sequences of terminals: colours, cursor moves, window titles (ECMA-48). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to be removed
const TERMINAL_SEQUENCE = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\^_])/g;

/** What Telegram drops or rejects: control characters other than newline and tab, and what turns the order of the text around it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to be removed
const UNSENDABLE = /[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g;

/** The text as Telegram will store it, so that offsets counted here hold there: well-formed, `\n` for every line end. */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(TERMINAL_SEQUENCE, '')
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(UNSENDABLE, '');
}
