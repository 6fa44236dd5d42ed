import type { CronProblem } from '../../../domain/cron/cron-expression.js';
import type { ScheduleDoubt } from '../../../domain/cron/schedule-doubts.js';
import { formatSpan } from '../../../domain/schedule/delay.js';
import type { LocalText } from '../../../domain/schedule/local-text.js';
import { cronComplaint } from '../schedule/cron-complaint.js';
import { scheduleDoubtText } from '../schedule/schedule-doubt-text.js';
import { codeSpan, escapeMarkdown } from '../text/markdown.js';
import { momentText } from '../text/moment-text.js';

/** What is to be said of a schedule. */
export interface ExplainedSchedule {
  readonly schedule: string;
  /** When it fires, in words; `null` where they would be long. */
  readonly words: string | null;
  /** `null` for that of the machine. */
  readonly zone: string | null;
  readonly doubts: readonly ScheduleDoubt[];
  /** The next times, and how far away each is. */
  readonly fires: readonly { readonly local: LocalText; readonly inMs: number }[];
}

/** What a schedule means and when it fires next; Markdown. */
export function scheduleText({ schedule, words, zone, doubts, fires }: ExplainedSchedule): string {
  const where = zone === null ? 'this machine’s time' : codeSpan(zone);
  const head = `⏰ ${codeSpan(schedule)}${words === null ? '' : ` – ${escapeMarkdown(words)}`} (${where})`;
  const warnings = doubts
    .map(scheduleDoubtText)
    .map(({ message, hint }) => `\n⚠️ ${escapeMarkdown(`${message} ${hint}`)}`);
  const lines = fires.map(({ local, inMs }) => `- ${momentText(local)}, in ${formatSpan(inMs)}`);
  return `${head}${warnings.join('')}\n\n${lines.join('\n')}`;
}

/** Why a schedule is not one; Markdown. */
export function badScheduleText(schedule: string, problem: CronProblem): string {
  const { message, hint } = cronComplaint(problem);
  return `❌ ${codeSpan(schedule)}: ${escapeMarkdown(`${message} ${hint}`)}`;
}

/** That there is no such time zone; Markdown. */
export function badZoneText(zone: string): string {
  return `❌ ${codeSpan(zone)} is not a time zone. Write an IANA name such as ${codeSpan('Europe/Berlin')} or ${codeSpan('UTC')}.`;
}
