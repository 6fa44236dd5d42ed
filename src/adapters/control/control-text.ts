import type { ReloadAnswer, StatusAnswer } from '../../application/ports/config/control.js';
import type { HoldReason } from '../../application/values/hold-policy.js';
import type { ConfigProblem } from '../../application/values/reload/config-problem.js';
import { ISSUE_TEXTS, LIVENESS_WORDS } from '../../application/wording/health/health-words.js';
import { turnedAwayText } from '../../application/wording/health/turned-away-text.js';
import { counted } from '../../application/wording/text/counted.js';

/** What became of a reload, for a terminal. */
export function reloadLines(answer: ReloadAnswer): readonly string[] {
  const { generation } = answer;
  switch (answer.kind) {
    case 'unchanged':
      return [`untether.toml is applied already: configuration ${generation}.`];
    case 'applied':
      return [`Configuration ${generation} is live.`, ...indented(answer.changes), ...answer.warnings.flatMap(problem)];
    case 'held':
      return [
        `The edit waits; configuration ${generation} stays in use. ${whyHeld(answer.reason)}`,
        'Tap [Apply] in the owner chat, or run: untether reload --apply',
      ];
    case 'invalid':
      return [...answer.problems.flatMap(problem), `Refused; configuration ${generation} stays in use.`];
    case 'not-possible':
      return [
        `${answer.key}: ${answer.message}`,
        `    ${answer.hint}`,
        `Refused; configuration ${generation} stays in use.`,
      ];
  }
}

/** How the running program is, for a terminal. */
export function statusLines({ pid, version, signs, at }: StatusAnswer): readonly string[] {
  const { hearing, listener, triggers, runs } = signs;
  const heard = hearing.lastGoodPollAt === null ? 'never' : `${seconds(hearing.quietMs)} s ago`;
  return [
    LIVENESS_WORDS[signs.status],
    ...signs.issues.map((issue) => `  - ${ISSUE_TEXTS[issue]}`),
    `version ${version}, process ${pid}, up ${seconds(signs.uptimeMs)} s`,
    `configuration ${signs.generation}${signs.reloadRejected ? ', the file was refused' : ''}${signs.reloadHeld ? ', an edit waits for [Apply]' : ''}`,
    `Telegram: last good poll ${heard}${hearing.trouble === null ? '' : `, ${hearing.trouble}`}`,
    `runs: ${runs.live} running, ${runs.waiting} waiting, ${signs.delayed} delayed`,
    `triggers: ${triggers.enabled ? `${counted(triggers.crons, 'cron')}, ${counted(triggers.webhooks, 'webhook')}` : 'off'}${signs.paused ? ', paused' : ''}`,
    `server: ${listener.state}${listener.trouble === null ? '' : `, ${listener.trouble}`}`,
    ...(signs.lastTurnedAway === null ? [] : [`last turned away: ${turnedAwayText(signs.lastTurnedAway, at)}`]),
  ];
}

function whyHeld(reason: HoldReason): string {
  return reason === 'approve'
    ? 'Every edit is asked about while reload.approve is on.'
    : 'It leaves nobody in allowed_user_ids, which looks like a mistake.';
}

function problem({ file, line, column, severity, key, message, hint }: ConfigProblem): readonly string[] {
  const place = line === null ? file : `${file}:${line}:${column ?? 1}`;
  return [`${place}  ${severity}  ${key === '' ? '' : `${key} — `}${message}`, `    ${hint}`];
}

function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`);
}

function seconds(ms: number): number {
  return Math.round(ms / 1_000);
}
