import { excerpt } from '../text/excerpt.js';
import { codeSpan, escapeMarkdown } from '../text/markdown.js';

/** What the buttons under a thread say. */
export const THREAD_LABELS = { archive: '🗄 Archive', back: '⬅️ Back' } as const;

/** Characters of a title on its button. */
const LONGEST_TITLE = 40;

/** The threads of an engine, or those that a query finds; `shown` of `all` have a button. Markdown. */
export function threadsText(
  name: string,
  query: string | null,
  { shown, all }: { readonly shown: number; readonly all: number },
): string {
  const which = query === null ? '' : ` for “${escapeMarkdown(query)}”`;
  if (all === 0) return `🧵 ${name} has no threads${which}.`;
  const more = all - shown;
  const left = more === 0 ? '' : ` ${more} more are not shown; ${codeSpan('/threads search <words>')} finds them.`;
  return `🧵 ${name}’s threads${which}:${left}`;
}

/** One thread; `resumeLine` is the command that continues it, where its engine has one. Markdown. */
export function threadText(id: string, resumeLine: string | null): string {
  const line = resumeLine === null ? '' : `\n\n${codeSpan(resumeLine)}`;
  return `🧵 ${codeSpan(id)}\n\nReply to this message to continue it.${line}`;
}

/** What the button says that shows a thread; its title may be empty. */
export function threadLabel(id: string, title: string): string {
  return excerpt(title === '' ? id : title, LONGEST_TITLE);
}

/** Why it is open whose threads are meant, as a sentence. */
export function whoseThreads(engines: readonly string[]): string {
  if (engines.length === 0) return 'No agent keeps threads.';
  return `Name one of the agents that keep threads: ${engines.join(', ')}.`;
}
