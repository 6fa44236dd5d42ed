import type { Generation } from '../values/generation.js';
import { codeSpan, escapeMarkdown } from '../wording/text/markdown.js';
import type { Notifier } from './notifier.js';
import { tellOwner } from './tell-owner.js';

/** What became of files of the database that were taken away under the program. */
export type TakenAway =
  | { readonly kind: 'restored'; readonly path: string }
  /** `kept`: where a copy of what was in them is, if there is one. */
  | { readonly kind: 'lost'; readonly path: string; readonly kept: string | null; readonly reason: string };

/** Tells the owner that files of the database were taken away, and what that means. */
export function tellPlace(notices: Notifier, generation: Generation, news: TakenAway): Promise<void> {
  return tellOwner(notices, generation, textOf(news));
}

function textOf(news: TakenAway): string {
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
