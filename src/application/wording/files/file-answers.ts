import { counted } from '../text/counted.js';
import { codeSpan } from '../text/markdown.js';

const MOST_PROJECTS = 20;

/** Says how files are switched on; Markdown. */
export const FILES_OFF =
  'Files are switched off, so nothing was sent. Set `enabled = true` under `[transports.telegram.files]` in `untether.toml` and try again.';

/** Why somebody may not look at files or fetch them; Markdown. */
export const MAY_NOT_TRANSFER = {
  nobody: 'Nobody knows who wrote this, so no files are shown or sent. Write under your own name.',
  'not-listed':
    'Only the people in `allowed_user_ids` under `[transports.telegram.files]` may look at files and fetch them.',
  'administrators-only':
    'In this group only administrators may look at files and fetch them. Ask one of them, or write to the bot in a private chat.',
  'membership-unknown': 'Telegram did not say whether you are an administrator of this group. Try again in a minute.',
} as const;

/** Asks for a project; `command` is the one that was written, without its slash. Markdown. */
export function noProjectText(command: string, aliases: readonly string[]): string {
  const [first] = aliases;
  if (first === undefined) {
    return 'There are no projects, so there are no files to look at. Add one under `[projects]` in `untether.toml`.';
  }
  const named = aliases.slice(0, MOST_PROJECTS).map((alias) => codeSpan(alias));
  const more = aliases.length > MOST_PROJECTS ? ` and ${aliases.length - MOST_PROJECTS} more` : '';
  return `No project is chosen here. Write one before the path, as in ${codeSpan(`/${command} /${first} README.md`)}, or choose one with \`/ctx set\`. Projects: ${named.join(', ')}${more}.`;
}

/** Nothing has such a name; Markdown. */
export function nothingFoundText(glob: string): string {
  return `No file matches ${codeSpan(glob)}. ${codeSpan('**/')} before a name finds it in any folder.`;
}

/** A directory of which nothing may be sent, or that is empty; Markdown. */
export function emptyArchiveText(path: string): string {
  return `There is no file in ${codeSpan(path)} that can be sent.`;
}

/** Telegram takes no such file; Markdown. */
export function emptyFileText(path: string): string {
  return `${codeSpan(path)} is empty, and Telegram takes no empty files.`;
}

/** What goes with an archive. */
export function archiveCaption(name: string, files: number, leftOut: number): string {
  const left = leftOut === 0 ? '' : `, ${leftOut} left out`;
  return `📦 ${name} (${counted(files, 'file')}${left})`;
}
