import type { Clock, Instant } from '../../../../domain/ports/clock.js';
import type { LocalTime } from '../../../../domain/ports/local-time.js';
import { fail, ok, type Result } from '../../../../domain/result.js';
import { localText } from '../../../../domain/schedule/local-text.js';
import {
  LEAST_DELAY_MS,
  MOST_DAYS_AHEAD,
  type MomentProblem,
  resolveWhen,
} from '../../../../domain/schedule/resolve-when.js';
import type { When } from '../../../../domain/schedule/when.js';
import type { Trigger } from '../../../../domain/trigger/trigger.js';
import type { Button } from '../../../ports/chat/chat-channel.js';
import type { EndPauses } from '../../../triggers/end-pauses.js';
import type { SteerTriggers } from '../../../triggers/steer-triggers.js';
import type { TriggerList } from '../../../triggers/trigger-list.js';
import type { Generation } from '../../../values/generation.js';
import type { SteerProblem } from '../../../values/steer-problem.js';
import {
  ALL_RESUMED,
  noPauseTime,
  pausedText,
  type Steered,
  steeredText,
  steerProblemText,
  TRIGGERS_LABELS,
} from '../../../wording/commands/triggers-text.js';
import { momentProblem } from '../../../wording/schedule/moment-problem.js';
import { momentText } from '../../../wording/text/moment-text.js';
import { resumedText } from '../../../wording/triggers/resumed-text.js';
import type { Command, CommandCall } from '../command.js';
import { requireAdministrator } from '../require-administrator.js';
import { parsePause } from './pause-words.js';

/** What the data of the buttons under the list begins with; `pause` or `resume` follows. */
export const TRIGGERS_BUTTON = 'triggers:';

const VERBS = ['pause', 'resume', 'run', 'enable', 'disable'] as const;

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
  readonly description = 'crons and webhooks: see, pause, run';
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

  applies({ triggers }: Generation): boolean {
    return triggers.all.length > 0;
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
    if (found !== null && !found.ok) return call.reply(steerProblemText(found.problem));
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
    if (!words.ok)
      return call.reply({ problem: { kind: 'usage', usage: this.usage, why: noPauseTime(words.problem) } });
    const { id, until: asked } = words.value;
    const now = this.#clock.now();
    const zone = call.generation.config.triggers.defaultTimezone;
    const until = asked === null ? ok(null) : pauseEnd(asked.when, now, zone, this.#times);
    if (!until.ok) {
      return call.reply({ problem: momentProblem(until.problem, asked?.written ?? '', now, zone, this.#times) });
    }
    if (!(await requireAdministrator(call))) return;
    const found = id === null ? null : this.#steer.find(id);
    if (found !== null && !found.ok) return call.reply(steerProblemText(found.problem));
    const trigger = found === null ? null : found.value;
    const ends = until.value === null ? '' : momentText(localText(until.value, now, zone, this.#times));
    const text = await pause(this.#steer, trigger, until.value, ends);
    this.#endPauses.arm();
    await call.reply(text, { silent: true });
  }

  async #steered(verb: Steered, trigger: Trigger | null, asked: string): Promise<string> {
    if (trigger === null) return resumeAll(this.#steer);
    const said = () => steeredText(verb, trigger);
    switch (verb) {
      case 'resume':
        return answer(await this.#steer.resume(trigger), (resumed) => said() + resumedText(resumed));
      case 'run':
        return answer(await this.#steer.run(trigger, asked), said);
      case 'enable':
      case 'disable':
        return answer(await this.#steer.enable(trigger, verb === 'enable'), said);
    }
  }
}

/** Pauses one trigger or all and says so, with `until` in words, if it ends by itself; Markdown. */
export async function pause(
  steer: SteerTriggers,
  trigger: Trigger | null,
  end: Instant | null,
  until: string,
): Promise<string> {
  return answer(await steer.pause(trigger, end), () => pausedText(trigger, until));
}

/** Lets everything go on and says what had gathered; Markdown. */
export async function resumeAll(steer: SteerTriggers): Promise<string> {
  return answer(await steer.resume(null), (resumed) => ALL_RESUMED + resumedText(resumed));
}

const PAUSE: Button = { label: TRIGGERS_LABELS.pause, data: `${TRIGGERS_BUTTON}pause` };
const RESUME: Button = { label: TRIGGERS_LABELS.resume, data: `${TRIGGERS_BUTTON}resume` };

/** Longer than a delay of `/at` may be. */
function pauseEnd(when: When, now: Instant, zone: string | null, times: LocalTime): Result<Instant, MomentProblem> {
  if (when.kind !== 'delay' || when.delayMs < LEAST_DELAY_MS) return resolveWhen(when, now, zone, times);
  return when.delayMs > MOST_DAYS_AHEAD * 86_400_000 ? fail('too-far') : ok(now + when.delayMs);
}

function answer<T>(result: Result<T, SteerProblem>, text: (value: T) => string): string {
  return result.ok ? text(result.value) : steerProblemText(result.problem);
}
