import type { HoldReason } from '../../values/hold-policy.js';
import type { PermissionChange } from '../../values/permission-change.js';
import type { EarlierRecord } from '../../values/reload/earlier-record.js';
import { codeSpan } from '../text/markdown.js';
import { wideningLines } from './widening-text.js';

/** What is told of the record of earlier configurations where it is not as it should be; `number` is what is live. Markdown. */
export function recordText(record: Exclude<EarlierRecord, 'whole'>, number: number): string {
  const approve = codeSpan('reload.approve');
  switch (record) {
    case 'none':
      return (
        `⚠️ **No record of an earlier configuration**, so the file was applied as it is, although ${approve} is on. At the ` +
        'first start this is as it should be; later it means that somebody deleted the record.'
      );
    case 'removed':
      return (
        '⚠️ **The record of earlier configurations in the state directory is gone.** The copy apart from it was used ' +
        `(configuration ${number} is live).`
      );
    case 'altered':
      return (
        '⚠️ **The record of earlier configurations in the state directory and the copy apart from it differ**, as if one ' +
        `of them had been edited or put back. The file was compared with both (configuration ${number} is live).`
      );
  }
}

/** That an edit was applied from the terminal which would have waited for a person; Markdown. */
export function terminalText(number: number, reason: HoldReason): string {
  const why =
    reason === 'approve'
      ? `Edits wait for [Apply] in this chat (${codeSpan('reload.approve')})`
      : `An edit that leaves nobody in ${codeSpan('allowed_user_ids')} waits for [Apply] in this chat`;
  return (
    `⚠️ **Configuration ${number} was applied from the terminal**, not from here: somebody, perhaps an agent, ran ` +
    `${codeSpan('untether reload --apply')} on the machine. ${why}; this one did not. ${codeSpan('/rollback')} goes back.`
  );
}

/** By what more is allowed than before: an edit, or a start with a file that was edited before it; and since when. */
export interface Widened {
  readonly by: 'edit' | 'start';
  /** Of the configuration. */
  readonly number: number;
  /** As the owner's clock shows it. */
  readonly at: string;
}

/** What is allowed now and was not before; Markdown. */
export function widenedText({ by, number, at }: Widened, widened: readonly PermissionChange[]): string {
  const what =
    by === 'edit'
      ? 'This edit allows more than before'
      : 'The file was edited while Untether was off, and allows more than before';
  const lines = wideningLines(widened).map((line) => `- ${line}`);
  return `⚠️ **${what}** (configuration ${number}, ${at}):\n\n${lines.join('\n')}`;
}
