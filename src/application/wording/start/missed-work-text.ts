import type { RowId } from '../../../domain/ids.js';
import { formatSpan } from '../../../domain/schedule/delay.js';
import type { LeftWork, WhyNotRun } from '../../values/left-work.js';
import { codeSpan } from '../text/markdown.js';
import { quoted } from '../text/quoted.js';

/** Why a piece of work is not run unasked, without a full stop; Markdown. */
export function leftWorkText(work: LeftWork, why: WhyNotRun): string {
  const what = nameOf(work);
  switch (why.kind) {
    case 'overdue':
      return `⏰ ${what} was due ${formatSpan(why.lateMs)} ago while Untether was off and did not run`;
    case 'interrupted':
      return `⚠️ ${what} was interrupted by a restart and was not started again`;
    case 'fatal':
      return `❌ ${what} was set aside: Untether ended unexpectedly ${why.deaths} times while it worked on it`;
  }
}

/** The same as a whole message, which says where more of it is; Markdown. */
export function fatalWorkText(work: LeftWork, deaths: number, row: RowId): string {
  return `${leftWorkText(work, { kind: 'fatal', deaths })}. The log says more (${codeSpan(`row ${row}`)}).`;
}

function nameOf(work: LeftWork): string {
  switch (work.kind) {
    case 'at':
      return 'A scheduled task';
    case 'loop':
    case 'cron':
      return codeSpan(`${work.kind}:${work.id}`);
    case 'webhook':
      return `A delivery to ${codeSpan(`webhook:${work.id}`)}`;
    case 'message':
      return quoted(work.text) ?? 'A message without words';
    case 'run':
      return 'A run that was asked for';
    case 'button':
      return 'A press of a button';
    case 'restart':
      return 'A restart that was asked for';
    case 'answer':
      return 'The answer to a question';
  }
}
