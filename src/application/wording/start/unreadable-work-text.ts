import { codeSpan } from '../text/markdown.js';

/** Something that was stored and can't be read. */
export interface UnreadPiece {
  /** Which intake a piece of work came through, `outgoing` for what was to be told, `run` for the record of a run. */
  readonly kind: string;
  /** As a person reads it. */
  readonly storedAt: string;
}

/** How many are told one by one; the file has all. */
const MOST_LISTED = 20;

const WHAT: Readonly<Record<string, string>> = {
  message: 'a message, accepted',
  button: 'a press of a button, accepted',
  at: 'a delayed run, accepted',
  webhook: 'a delivery to a webhook, accepted',
  cron: 'an instant of a cron, accepted',
  request: 'a run or an answer that was asked for with a button, accepted',
  restart: 'a request for a restart, accepted',
  loop: 'a wake-up of a loop, accepted',
  outgoing: 'an answer or a notice that was not delivered yet, stored',
  run: 'the record of a run, begun',
};

/**
 * Tells what was stored and can't be read, each piece of work with its time and each chat (`-100:4` for a topic) whose choices
 * are lost, and that `path` has what is on disk of it, as Markdown.
 */
export function unreadableWorkText(pieces: readonly UnreadPiece[], chats: readonly string[], path: string): string {
  const work =
    '❌ Some stored work could not be read after a restart. It was set aside and not run; another version of Untether may have written it:';
  const choices =
    '⚠️ Choices that were made in chats (agent, model, permission mode and the like) could not be read. Until somebody chooses again, the configuration applies there:';
  const parts = [
    ...(pieces.length === 0 ? [] : [work, listed(pieces.map(({ kind, storedAt }) => `${whatOf(kind)} ${storedAt}`))]),
    ...(chats.length === 0 ? [] : [choices, listed(chats.map((chat) => `chat ${codeSpan(chat)}`))]),
  ];
  return [...parts, `${pieces.length > 0 ? 'Its' : 'Their'} raw text is kept in ${codeSpan(path)}.`].join('\n\n');
}

function listed(all: readonly string[]): string {
  const lines = all.slice(0, MOST_LISTED).map((one) => `- ${one}`);
  return [...lines, ...(all.length > MOST_LISTED ? [`- and ${all.length - MOST_LISTED} more`] : [])].join('\n');
}

function whatOf(kind: string): string {
  const known = Object.hasOwn(WHAT, kind) ? WHAT[kind] : undefined;
  return known ?? `work of an unknown kind, ${codeSpan(kind)}, accepted`;
}
