import type { Result } from '../../domain/result.js';
import type { Trigger } from '../../domain/trigger/trigger.js';
import { type TriggerName, triggerName } from '../../domain/trigger/trigger-name.js';
import { codeSpan } from '../markdown.js';
import type { Button } from '../ports/chat-channel.js';
import type { Resumed, SteerProblem, SteerTriggers } from '../triggers/steer-triggers.js';
import type { TriggerList } from '../triggers/trigger-list.js';
import type { Command, CommandCall } from './command.js';
import { requireAdministrator } from './require-administrator.js';

/** What the data of the buttons under the list begins with; `pause` or `resume` follows. */
export const TRIGGERS_BUTTON = 'triggers:';

const VERBS = ['pause', 'resume', 'run', 'enable', 'disable'] as const;
type Verb = (typeof VERBS)[number];

/** `/triggers`: what starts runs by itself, and a way to hold it. */
export class TriggersCommand implements Command {
  readonly name = 'triggers';
  readonly description = 'list, pause and resume crons and webhooks';
  readonly usage = [
    '/triggers',
    '/triggers pause [id]',
    '/triggers resume [id]',
    '/triggers run <id>',
    '/triggers enable <id>',
    '/triggers disable <id>',
  ];
  readonly #steer: SteerTriggers;
  readonly #list: TriggerList;

  constructor(steer: SteerTriggers, list: TriggerList) {
    this.#steer = steer;
    this.#list = list;
  }

  async run(call: CommandCall): Promise<void> {
    const [word, id, ...more] = call.rest.split(/\s+/).filter(Boolean);
    if (word === undefined || (word === 'list' && id === undefined)) return this.#show(call);
    const verb = VERBS.find((one) => one === word);
    const needsId = verb !== 'pause' && verb !== 'resume';
    if (verb === undefined || more.length > 0 || (needsId && id === undefined)) {
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

  async #steered(verb: Verb, trigger: Trigger | null, asked: string): Promise<string> {
    if (trigger === null) return verb === 'pause' ? pauseAll(this.#steer) : resumeAll(this.#steer);
    const name = codeSpan(triggerName(trigger));
    switch (verb) {
      case 'pause':
        return answer(await this.#steer.pause(trigger), () => `⏸ ${name} is paused. ${whatWaits(trigger)}`);
      case 'resume':
        return answer(await this.#steer.resume(trigger), (resumed) => `▶️ ${name} goes on.${whatCame(resumed)}`);
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

/** Pauses everything and says so; Markdown. */
export async function pauseAll(steer: SteerTriggers): Promise<string> {
  return answer(
    await steer.pause(null),
    () => '⏸ All triggers are paused, also over restarts. Deliveries are kept and run when they go on; schedules pass.',
  );
}

/** Lets everything go on and says what had gathered; Markdown. */
export async function resumeAll(steer: SteerTriggers): Promise<string> {
  return answer(await steer.resume(null), (resumed) => `▶️ Triggers go on.${whatCame(resumed)}`);
}

const PAUSE: Button = { label: '⏸ Pause all', data: `${TRIGGERS_BUTTON}pause` };
const RESUME: Button = { label: '▶️ Go on', data: `${TRIGGERS_BUTTON}resume` };

function whatWaits({ kind }: Trigger): string {
  return kind === 'cron' ? 'Its instants pass until it goes on.' : 'Its deliveries are kept and run when it goes on.';
}

function whatCame({ deliveries, missed }: Resumed): string {
  const kept =
    deliveries === 0 ? '' : ` ${deliveries} kept ${deliveries === 1 ? 'delivery runs' : 'deliveries run'} now.`;
  if (missed.length === 0) return kept;
  const lines = missed.map(({ name, times }) => `- ${codeSpan(name)} ${times === 1 ? 'once' : `${times} times`}`);
  return `${kept}\n\nMissed meanwhile; ${codeSpan('/triggers run <id>')} makes up for one:\n\n${lines.join('\n')}`;
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
      return `❌ All triggers are paused; ${codeSpan('/triggers resume')} lets them go on.`;
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
