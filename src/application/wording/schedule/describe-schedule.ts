import type { Cron } from '../../../domain/trigger/trigger.js';
import { codeSpan, escapeMarkdown } from '../text/markdown.js';

/**
 * When a cron fires, in `words` where there are some (`At 09:00, Monday through Friday`), else as it is written. A zone of its
 * own is named where it isn’t that of the chat, which `zone` is. Markdown.
 */
export function describeSchedule({ schedule, at, timezone }: Cron, zone: string | null, words: string | null): string {
  const place = timezone === null || timezone === zone ? '' : ` (${escapeMarkdown(timezone)})`;
  if (schedule === null) return `${escapeMarkdown((at ?? '').replace('T', ' '))}${place}`.trim();
  return (words === null ? codeSpan(schedule) : escapeMarkdown(words)) + place;
}
