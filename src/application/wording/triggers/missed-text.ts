import type { Missed } from '../../../domain/cron/misfire-policy.js';
import type { TriggerId } from '../../../domain/ids.js';
import { formatSpan } from '../../../domain/schedule/delay.js';
import type { Absence } from '../../values/triggers/resumed.js';
import { codeSpan } from '../text/markdown.js';

const ABSENCE: Readonly<Record<Absence, string>> = {
  off: 'while Untether was off',
  asleep: 'while the machine slept or its clock was set',
};

/** What a cron missed, when last and why, without a full stop; Markdown. */
export function missedCronText(id: TriggerId, missed: Missed, lastAgoMs: number, absence: Absence): string {
  return `${cronTitle(id)} missed ${missedText(missed)} (last ${formatSpan(lastAgoMs)} ago) ${ABSENCE[absence]}`;
}

function missedText({ times, orMore }: Missed): string {
  return `${orMore ? 'more than ' : ''}${times} run${times === 1 && !orMore ? '' : 's'}`;
}

/** How often something was missed: `once`, `3 times`, `more than 300 times`. */
export function timesText({ times, orMore }: Missed): string {
  if (orMore) return `more than ${times} times`;
  return times === 1 ? 'once' : `${times} times`;
}

/** That it is run now, as often as it was missed or for the latest instants only. */
export function catchingUp({ times }: Missed, running: number): string {
  const which = running < times ? ', for the latest of them' : '';
  return `catching up: it runs ${running === 1 ? 'once' : `${running} times`} now${which}`;
}

/** How a cron is named where crons are told of; Markdown. */
export function cronTitle(id: TriggerId): string {
  return `⏰ ${codeSpan(`cron:${id}`)}`;
}
