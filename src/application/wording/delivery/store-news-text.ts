import type { KeptFile, TakenAway } from '../../values/store-news.js';
import { codeSpan, escapeMarkdown } from '../text/markdown.js';

/** That files of the database were taken away, and what that means; Markdown. */
export function takenAwayText(news: TakenAway): string {
  const path = codeSpan(news.path);
  if (news.kind === 'restored') {
    return (
      `⚠️ Files of Untether’s database were removed while it was running (${path}). They were written back; nothing in ` +
      'them was lost. If the whole directory was removed, the configurations that `/rollback` goes back to are gone; ' +
      'they are kept again from the next edit on.'
    );
  }
  const copy = news.kept === null ? '' : ` A copy of what Untether knows is in ${codeSpan(news.kept)}.`;
  return (
    `🛑 Files of Untether’s database were taken away while it was running (${path}: ${escapeMarkdown(news.reason)}). It no ` +
    `longer stores anything and refuses webhooks.${copy} Put the right file in its place, then restart Untether.`
  );
}

/** That the program began with an empty memory, and where the earlier one is; Markdown. */
export function setAsideText({ path, reason }: KeptFile): string {
  const why = reason === 'newer' ? 'was written by a later version' : 'was damaged';
  return (
    `⚠️ Untether’s database ${why}, so it began with an empty one: conversations, choices and waiting work are no longer ` +
    `known. Nothing was thrown away; the earlier file is kept as ${codeSpan(path)}.`
  );
}
