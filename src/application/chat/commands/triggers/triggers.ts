import type { Clock, Instant } from '../../../../domain/ports/clock.js';
import type { LocalTime } from '../../../../domain/ports/local-time.js';
import { fail, ok, type Result } from '../../../../domain/result.js';
import { localText } from '../../../../domain/schedule/local-text.js';
import type { WhenProblem } from '../../../../domain/schedule/parse-when.js';
import {
  LEAST_DELAY_MS,
  MOST_DAYS_AHEAD,
  type MomentProblem,
  resolveWhen,
} from '../../../../domain/schedule/resolve-when.js';
import type { When } from '../../../../domain/schedule/when.js';
import type { Trigger } from '../../../../domain/trigger/trigger.js';
import { type TriggerName, triggerName } from '../../../../domain/trigger/trigger-name.js';
import type { Button } from '../../../ports/chat/chat-channel.js';
import type { EndPauses } from '../../../triggers/end-pauses.js';
import type { SteerProblem, SteerTriggers } from '../../../triggers/steer-triggers.js';
import type { TriggerList } from '../../../triggers/trigger-list.js';
import { momentProblem } from '../../../wording/moment-problem.js';
import { parsePause } from '../../../wording/pause-words.js';
import { codeSpan } from '../../../wording/text/markdown.js';
import { resumedText } from '../../../wording/triggers/resumed-text.js';
import type { Command, CommandCall } from '../command.js';
import { requireAdministrator } from '../require-administrator.js';

/** What the data of the buttons under the list begins with; `pause` or `resume` follows. */
export const TRIGGERS_BUTTON = 'triggers:';

const VERBS = ['pause', 'resume', 'run', 'enable', 'disable'] as const;
type Verb = (typeof VERBS)[number];

/** What `/triggers` is built on. */
export interface TriggersCommandTools {
  readonly steer: SteerTriggers;
  readonly list: TriggerList;
  readonly endPauses: EndPauses;
  readonly times: LocalTime;
  readonly clock: Clock;
}

/** `/triggers`: what starts runs by itself, and a way to hold it. */
export class TriggersCommand implements Command {
  readonly name = 'triggers';
  readonly description = 'list, pause and resume crons and webhooks';
  readonly usage = [
    '/triggers',
    '/triggers pause [id] [for <delay>, such as 2h, or until <time>, such as mon 9:00]',
    '/triggers resume [id]',
    '/triggers run <id>',
    '/triggers enable <id>',
    '/triggers disable <id>',
  ];
  readonly #steer: SteerTriggers;
  readonly #list: TriggerList;
  readonly #endPauses: EndPauses;
  readonly #times: LocalTime;
  readonly #clock: Clock;

  constructor({ steer, list, endPauses, times, clock }: TriggersCommandTools) {
    this.#steer = steer;
    this.#list = list;
    this.#endPauses = endPauses;
    this.#times = times;
    this.#clock = clock;
  }

  async run(call: CommandCall): Promise<void> {
    const [word, id, ...more] = call.rest.split(/\s+/).filter(Boolean);
    if (word === undefined || (word === 'list' && id === undefined)) return this.#show(call);
    const verb = VERBS.find((one) => one === word);
    if (verb === 'pause') return this.#pause(call, call.rest.trim().slice(word.length));
    if (verb === undefined || more.length > 0 || (verb !== 'resume' && id === undefined)) {
      return call.reply({ problem: { kind: 'usage', usage: this.usage } });
    }
    if (!(await requireAdministrator(call))) return;
    const found = id === undefined ? null : this.#steer.find(id);
    if (found !== null && !found.ok) return call.reply(steerProblem(found.problem));
    const { bot, updateId } = call.message;
    const text = await this.#steered(verb, found === null ? null : found.value, `${bot}:${updateId}`);
    await call.reply(text, { silent: true });
  }

  async #show(call: CommandCall): Promise<void> {
    const text = await this.#list.of(call.message.chatId, call.generation);
    const any = call.generation.triggers.all.length > 0;
    await call.reply(text, { silent: true, ...(any ? { buttons: [[this.#steer.allPaused ? RESUME : PAUSE]] } : {}) });
  }

  async #pause(call: CommandCall, rest: string): Promise<void> {
    const words = parsePause(rest);
    if (!words.ok) return call.reply({ problem: { kind: 'usage', usage: this.usage, why: whyNoTime(words.problem) } });
    const { id, until: asked } = words.value;
    const now = this.#clock.now();
    const zone = call.generation.config.triggers.defaultTimezone;
    const until = asked === null ? ok(null) : pauseEnd(asked.when, now, zone, this.#times);
    if (!until.ok) {
      return call.reply({ problem: momentProblem(until.problem, asked?.written ?? '', now, zone, this.#times) });
    }
    if (!(await requireAdministrator(call))) return;
    const found = id === null ? null : this.#steer.find(id);
    if (found !== null && !found.ok) return call.reply(steerProblem(found.problem));
    const trigger = found === null ? null : found.value;
    const ends = until.value === null ? '' : ` until ${this.#moment(until.value, now, zone)}`;
    const text = await pause(this.#steer, trigger, until.value, ends);
    this.#endPauses.arm();
    await call.reply(text, { silent: true });
  }

  #moment(instant: Instant, now: Instant, zone: string | null): string {
    const { day, time, offset } = localText(instant, now, zone, this.#times);
    return `${day} ${time} (${offset})`;
  }

  async #steered(verb: Exclude<Verb, 'pause'>, trigger: Trigger | null, asked: string): Promise<string> {
    if (trigger === null) return resumeAll(this.#steer);
    const name = codeSpan(triggerName(trigger));
    switch (verb) {
      case 'resume':
        return answer(
          await this.#steer.resume(trigger),
          (resumed) => `▶️ ${name} is active again.${resumedText(resumed)}`,
        );
      case 'run':
        return answer(await this.#steer.run(trigger, asked), () => `▶️ ${name} was started.`);
      case 'enable':
        return answer(await this.#steer.enable(trigger, true), () => `▶️ ${name} is on.`);
      case 'disable':
        return answer(
          await this.#steer.enable(trigger, false),
          () => `⚪ ${name} is off until ${codeSpan(`/triggers enable ${trigger.id}`)}, also over restarts.`,
        );
    }
  }
}

/** Pauses one trigger or all and says so, with `ends` behind it; Markdown. */
export async function pause(
  steer: SteerTriggers,
  trigger: Trigger | null,
  until: Instant | null,
  ends: string,
): Promise<string> {
  return answer(await steer.pause(trigger, until), () =>
    trigger === null
      ? `⏸ All triggers are paused${ends}, also over restarts. Deliveries are kept and run when they are resumed; schedules are skipped.`
      : `⏸ ${codeSpan(triggerName(trigger))} is paused${ends}. ${whatWaits(trigger)}`,
  );
}

/** Lets everything go on and says what had gathered; Markdown. */
export async function resumeAll(steer: SteerTriggers): Promise<string> {
  return answer(await steer.resume(null), (resumed) => `▶️ All triggers are active again.${resumedText(resumed)}`);
}

const PAUSE: Button = { label: '⏸ Pause all', data: `${TRIGGERS_BUTTON}pause` };
const RESUME: Button = { label: '▶️ Resume', data: `${TRIGGERS_BUTTON}resume` };

/** Longer than a delay of `/at` may be. */
function pauseEnd(when: When, now: Instant, zone: string | null, times: LocalTime): Result<Instant, MomentProblem> {
  if (when.kind !== 'delay' || when.delayMs < LEAST_DELAY_MS) return resolveWhen(when, now, zone, times);
  return when.delayMs > MOST_DAYS_AHEAD * 86_400_000 ? fail('too-far') : ok(now + when.delayMs);
}

function whyNoTime(problem: WhenProblem): string {
  return problem.kind === 'not-a-time'
    ? `“${problem.written}” is not a delay or a time.`
    : 'The time was not understood.';
}

function whatWaits({ kind }: Trigger): string {
  return kind === 'cron'
    ? 'Its runs are skipped until it is resumed.'
    : 'Its deliveries are kept and run when it is resumed.';
}

function answer<T>(result: Result<T, SteerProblem>, text: (value: T) => string): string {
  return result.ok ? text(result.value) : steerProblem(result.problem);
}

function steerProblem(problem: SteerProblem): string {
  switch (problem.kind) {
    case 'unknown':
      return `❌ There is no trigger ${codeSpan(problem.id)}. ${known(problem.known)}`;
    case 'ambiguous':
      return `❌ ${codeSpan(problem.id)} may mean ${problem.meant.map(codeSpan).join(' or ')}; write which.`;
    case 'off-in-file':
      return `❌ ${codeSpan(problem.name)} is switched off in the file; set its ${codeSpan('enabled = true')} there.`;
    case 'off':
      return `❌ ${codeSpan(problem.name)} is off; ${codeSpan(`/triggers enable ${problem.name}`)} switches it on.`;
    case 'all-paused':
      return `❌ All triggers are paused; ${codeSpan('/triggers resume')} resumes them.`;
    case 'not-a-cron':
      return `❌ ${codeSpan(problem.name)} runs on what is posted to it; only crons can be started by hand.`;
    case 'not-paused':
      return problem.name === null ? 'Triggers are not paused.' : `${codeSpan(problem.name)} is not paused.`;
  }
}

function known(names: readonly TriggerName[]): string {
  if (names.length === 0) return 'None is configured.';
  const shown = names.slice(0, 20).map(codeSpan).join(', ');
  return `There are ${shown}${names.length > 20 ? `, and ${names.length - 20} more` : ''}.`;
}
