import { cronRunNow } from '../../domain/cron/cron-claim.js';
import type { Clock, Instant } from '../../domain/ports/clock.js';
import type { Inbox } from '../../domain/ports/inbox.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Trigger } from '../../domain/trigger/trigger.js';
import { triggerName } from '../../domain/trigger/trigger-name.js';
import type { GateState, TriggerSwitches } from '../../domain/trigger/trigger-switches.js';
import type { Journal } from '../ports/system/journal.js';
import type { Generations } from '../values/generation.js';
import type { SteerProblem } from '../values/steer-problem.js';
import type { Resumed } from '../values/triggers/resumed.js';
import type { CatchUp } from './catch-up.js';
import type { CronDue } from './cron-due.js';
import type { ReceiveWebhook } from './receive-webhook.js';

/** What steering is built on. */
export interface SteerTriggersTools {
  readonly generations: Generations;
  readonly gate: TriggerSwitches;
  readonly inbox: Inbox;
  readonly clock: Clock;
  readonly cronDue: CronDue;
  readonly catchUp: CatchUp;
  readonly webhooks: ReceiveWebhook;
  readonly journal: Journal;
}

/** Pauses and resumes triggers, switches them off and on, and starts crons by hand; durable, over the configuration. */
export class SteerTriggers {
  readonly #tools: SteerTriggersTools;

  constructor(tools: SteerTriggersTools) {
    this.#tools = tools;
  }

  /** Whether everything is paused. */
  get allPaused(): boolean {
    return this.#tools.gate.allPausedSince !== null;
  }

  /** Finds the one trigger that is meant by an id or a full name such as `cron:nightly`. */
  find(id: string): Result<Trigger, SteerProblem> {
    const { triggers } = this.#tools.generations.current();
    const [found, second] = triggers.named(id);
    if (found === undefined) return fail({ kind: 'unknown', id, known: triggers.all.map(triggerName) });
    if (second !== undefined) return fail({ kind: 'ambiguous', id, meant: triggers.named(id).map(triggerName) });
    return ok(found);
  }

  /** Holds what a trigger brings, or what all bring, until then: deliveries wait on disk, instants pass. */
  async pause(trigger: Trigger | null, until: Instant | null): Promise<Result<void, SteerProblem>> {
    if (trigger !== null) {
      const name = triggerName(trigger);
      if (!trigger.enabled) return fail({ kind: 'off-in-file', name });
      if (this.#tools.gate.stateOf(name) === 'off') return fail({ kind: 'off', name });
    }
    await this.#turn(trigger, 'paused', until);
    return ok(undefined);
  }

  /** Lets a trigger, or all of them, act again, and takes up the deliveries that were held. */
  async resume(trigger: Trigger | null): Promise<Result<Resumed, SteerProblem>> {
    const { gate, generations, clock, webhooks, catchUp } = this.#tools;
    const name = trigger === null ? null : triggerName(trigger);
    const since = name === null ? gate.allPausedSince : gate.since(name);
    if (since === null) return fail({ kind: 'not-paused', name });
    if (name !== null && gate.stateOf(name) === 'off') return fail({ kind: 'off', name });
    const crons = trigger === null ? generations.current().triggers.crons : trigger.kind === 'cron' ? [trigger] : [];
    const paused = crons.filter((cron) => cron.enabled && gate.stateOf(triggerName(cron)) === 'paused');
    await this.#turn(trigger, 'on');
    if (name !== null && gate.stateOf(name) === 'paused') return fail({ kind: 'all-paused' });
    const released = paused.filter((cron) => gate.stateOf(triggerName(cron)) === 'on');
    const span = { since, until: clock.now() };
    return ok({
      deliveries: await webhooks.takeUpHeld(),
      missed: await catchUp.claim(released.map((cron) => ({ cron, span }))),
    });
  }

  /** Switches a trigger off, or on again, as `enabled` in the file does. */
  async enable(trigger: Trigger, enabled: boolean): Promise<Result<void, SteerProblem>> {
    const name = triggerName(trigger);
    if (!trigger.enabled) return fail({ kind: 'off-in-file', name });
    await this.#turn(trigger, enabled ? 'on' : 'off');
    await this.#tools.webhooks.takeUpHeld();
    return ok(undefined);
  }

  /**
   * Starts a cron's run now, whether or not it is paused; on disk before this resolves. `asked` names the wish: the same
   * one, heard again after a crash, starts nothing more.
   */
  async run(trigger: Trigger, asked: string): Promise<Result<void, SteerProblem>> {
    const { inbox, clock, cronDue } = this.#tools;
    if (trigger.kind !== 'cron') return fail({ kind: 'not-a-cron', name: triggerName(trigger) });
    const instant = clock.now();
    const [receipt] = await inbox.accept([cronRunNow(trigger, instant, asked)]);
    if (receipt === undefined) throw new Error('the inbox gave no receipt');
    if (!receipt.duplicate) cronDue.due({ row: receipt.id, id: trigger.id, instant });
    return ok(undefined);
  }

  async #turn(trigger: Trigger | null, to: GateState, until: Instant | null = null): Promise<void> {
    const name = trigger === null ? 'all' : triggerName(trigger);
    await this.#tools.gate.turn(name, to, until);
    this.#tools.journal.record({ name: 'triggers.switched', level: 'info', data: { name, to, until } });
  }
}
