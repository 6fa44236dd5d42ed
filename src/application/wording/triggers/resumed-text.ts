import { triggerName } from '../../../domain/trigger/trigger-name.js';
import type { MadeUp, Resumed } from '../../values/triggers/resumed.js';
import { codeSpan } from '../text/markdown.js';
import { catchingUp, timesText } from './missed-text.js';

/** What a resumption brings, to stand behind a sentence that says who goes on; Markdown. */
export function resumedText({ deliveries, missed }: Resumed): string {
  const kept =
    deliveries === 0 ? '' : ` ${deliveries} kept ${deliveries === 1 ? 'delivery runs' : 'deliveries run'} now.`;
  const caughtUp = missed.filter(({ running }) => running > 0);
  const passed = missed.filter(({ running }) => running === 0);
  const lines = [
    ...caughtUp.map((one) => `${missedLine(one)}; ${catchingUp(one.missed, one.running)}`),
    ...passed.map((one) => missedLine(one)),
  ];
  if (lines.length === 0) return kept;
  const how = passed.length === 0 ? '' : `; ${codeSpan('/triggers run <id>')} runs one now`;
  return `${kept}\n\nMissed in the meantime${how}:\n\n${lines.join('\n')}`;
}

function missedLine({ cron, missed }: MadeUp): string {
  return `- ${codeSpan(triggerName(cron))} ${timesText(missed)}`;
}
