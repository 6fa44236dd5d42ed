import type { TemplateValues } from '../../../domain/trigger/template-values.js';
import type { Trigger } from '../../../domain/trigger/trigger.js';
import { triggerName } from '../../../domain/trigger/trigger-name.js';
import { codeSpan, escapeMarkdown } from '../text/markdown.js';
import { quoted } from '../text/quoted.js';

/** Under which names senders say what their delivery is about, the most telling first. */
const TITLES = ['title', 'subject', 'summary'] as const;

/** How many objects of a payload are looked into for that, and how deep. */
const [MOST_LOOKED_AT, DEEPEST] = [100, 3];

/** What started a run, what it is about, and where it works; Markdown. */
export function triggeredText(trigger: Trigger, values: TemplateValues, project: string | null): string {
  const about = quoted((trigger.kind === 'webhook' ? titleIn(values) : null) ?? taskOf(trigger));
  const parts = [codeSpan(triggerName(trigger)), ...(about === null ? [] : [about])];
  const where = project === null ? '' : ` → ${escapeMarkdown(project)}`;
  return `${trigger.kind === 'cron' ? '⏰' : '⚡'} ${parts.join(' · ')}${where}`;
}

function taskOf(trigger: Trigger): string | null {
  return (trigger.kind === 'cron' ? trigger.prompt : null) ?? trigger.promptTemplate;
}

/** What a payload says it is about: the title nearest to its root. */
function titleIn(values: TemplateValues): string | null {
  let level: readonly object[] = [values];
  for (let depth = 0; depth <= DEEPEST && level.length > 0; depth++) {
    const fields = level.map((one) => new Map<string, unknown>(Object.entries(one)));
    for (const name of TITLES) {
      const found = fields
        .map((one) => one.get(name))
        .find((value) => typeof value === 'string' && value.trim() !== '');
      if (typeof found === 'string') return found;
    }
    const inside = fields.flatMap((one) => [...one.values()]);
    level = inside.filter((value) => typeof value === 'object' && value !== null).slice(0, MOST_LOOKED_AT);
  }
  return null;
}
