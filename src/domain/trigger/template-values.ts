import type { TriggerId } from '../ids.js';
import type { Instant } from '../ports/clock.js';

/** What placeholders name, but for the environment. */
export type TemplateValues = Readonly<Record<string, unknown>>;

/** The placeholders whose values are ours; all others may have come from outside. */
const OURS: ReadonlySet<string> = new Set(['now', 'date', 'trigger']);

/** Whether the value of a placeholder may have been written by somebody else. */
export function isFromOutside([root = '']: readonly string[]): boolean {
  return !OURS.has(root);
}

/** Neither numbers nor truth values can say anything. */
export function isHarmless(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'boolean';
}

/** `values` and, over them, what every trigger knows: `{{now}}`, `{{date}}`, `{{trigger.id}}`. */
export function withOurs(values: TemplateValues, now: Instant, date: string, id: TriggerId): TemplateValues {
  return { ...values, now: new Date(now).toISOString(), date, trigger: { id } };
}
