import type { Clock } from '../../../domain/ports/clock.js';
import type { Inbox } from '../../../domain/ports/inbox.js';
import type { TokenSource } from '../../../domain/ports/token-source.js';
import type { Refusal } from '../../../domain/trigger/admission.js';
import { triggerName } from '../../../domain/trigger/trigger-name.js';
import { KeyedSerial } from '../../concurrency/keyed-serial.js';
import { aboutTrigger } from '../../delivery/message-subject.js';
import { missedNotice } from '../../delivery/missed-notice.js';
import type { Notifier } from '../../delivery/notifier.js';
import type { NoticeOrder } from '../../ports/chat/chat-channel.js';
import type { Journal } from '../../ports/system/journal.js';
import type { SubmitRun } from '../../run/submit-run.js';
import type { ChatProblem } from '../../values/chat-problem.js';
import { noticeText } from '../../wording/triggers/notice-text.js';
import { actedText, leftOutText, notStartedText } from '../../wording/triggers/trigger-notices.js';
import type { ActionResult } from './action-result.js';
import type { AnnounceRun } from './announce-run.js';
import type { ForwardContent } from './forward-content.js';
import type { RunLimits } from './run-limits.js';
import type { TriggerEvent } from './trigger-event.js';
import type { TriggerRuns } from './trigger-runs.js';
import type { WriteContent } from './write-content.js';

/** What acting is built on. */
export interface PerformActionTools {
  readonly runs: TriggerRuns;
  readonly limits: RunLimits;
  readonly clock: Clock;
  readonly tokens: TokenSource;
  readonly announce: AnnounceRun;
  readonly submitRun: SubmitRun;
  readonly write: WriteContent;
  readonly forward: ForwardContent;
  readonly notices: Notifier;
  readonly inbox: Inbox;
  readonly journal: Journal;
}

/** Does what a trigger is for. Its row ends with it; what is not done at a crash is done by the next process. */
export class PerformAction {
  readonly #tools: PerformActionTools;
  readonly #turns = new KeyedSerial<string>();

  constructor(tools: PerformActionTools) {
    this.#tools = tools;
  }

  /** Resolves once it is done, or handed on; rejects only if the disk refuses, and may be asked again then. */
  async perform(occasion: TriggerEvent): Promise<void> {
    switch (occasion.trigger.action) {
      case 'agent_run':
        return this.#run(occasion);
      case 'notify_only':
        return this.#notify(occasion);
      case 'file_write':
        return this.#conclude(occasion, await this.#tools.write.write(occasion));
      case 'http_forward':
        return this.#conclude(occasion, await this.#tools.forward.forward(occasion));
    }
  }

  /** Where something limits a trigger, its runs are decided about one after the other. */
  #run(occasion: TriggerEvent): Promise<void> {
    const { trigger } = occasion;
    if (!this.#tools.limits.concerns(trigger)) return this.#submit(occasion, null);
    return this.#turns.run(triggerName(trigger), async () => {
      const admission = await this.#tools.limits.admit(trigger, occasion.dueAt);
      if (admission.kind === 'admitted') return this.#submit(occasion, admission.lane);
      return this.#leaveOut(occasion, admission);
    });
  }

  async #submit(occasion: TriggerEvent, lane: string | null): Promise<void> {
    const { runs, submitRun, tokens, announce } = this.#tools;
    const { trigger, place, prompt, generation, row } = occasion;
    const request = await runs.requestOf(trigger, place, prompt, generation);
    const inLane = lane === null ? {} : { lane };
    if (request.ok) {
      const run = tokens.next();
      const replyTo = await announce.say(occasion, run, request.value.context?.project ?? null);
      const submitted = await submitRun.submit({ ...request.value, ...inLane, replyTo, rows: [row] }, run);
      if (submitted.ok) return;
      return this.#notStarted(occasion, submitted.problem);
    }
    await this.#notStarted(occasion, request.problem);
  }

  async #notStarted(occasion: TriggerEvent, problem: ChatProblem): Promise<void> {
    const { trigger, place } = occasion;
    const markdown = notStartedText(triggerName(trigger));
    await this.#end(occasion, 'dead', { place, markdown, problem, loud: true });
  }

  /** Told once for as long as the reason holds; the log has every one. */
  async #leaveOut(occasion: TriggerEvent, refusal: Refusal): Promise<void> {
    const { runs, notices, inbox, journal, clock } = this.#tools;
    const { trigger, place, prompt, generation, row } = occasion;
    const data = { trigger: triggerName(trigger), why: refusal.kind, row };
    journal.record({ name: 'trigger.left-out', level: 'warn', data });
    if (!refusal.isNews) return inbox.finish([row], 'dead');
    const lead = leftOutText(triggerName(trigger), refusal, clock.now());
    const request = await runs.requestOf(trigger, place, prompt, generation);
    const offered = request.ok ? { ...request.value, rows: [] } : null;
    const { order, settlement } = missedNotice(row, place, lead, offered);
    await notices.tell({ about: aboutTrigger(trigger), ...order }, settlement);
  }

  async #notify(occasion: TriggerEvent): Promise<void> {
    const markdown = noticeText(occasion.trigger.messageTemplate ?? '', occasion.values);
    await this.#end(occasion, 'done', { place: occasion.place, markdown, loud: true, foldable: true });
  }

  async #conclude(occasion: TriggerEvent, { ok, text }: ActionResult): Promise<void> {
    const { trigger, place, row } = occasion;
    const data = { trigger: triggerName(trigger), action: trigger.action, row, ok };
    this.#tools.journal.record({ name: 'trigger.acted', level: ok ? 'info' : 'warn', data });
    const isTold = ok ? trigger.notifyOnSuccess : trigger.notifyOnFailure;
    const as = ok ? 'done' : 'dead';
    if (!isTold) return this.#tools.inbox.finish([row], as);
    const markdown = actedText(triggerName(trigger), trigger.action, ok, text);
    await this.#end(occasion, as, { place, markdown, ...(ok ? { foldable: true } : { loud: true }) });
  }

  #end({ row, trigger }: TriggerEvent, as: 'done' | 'dead', order: NoticeOrder): Promise<void> {
    return this.#tools.notices.tell(
      { about: aboutTrigger(trigger), ...order, source: triggerName(trigger) },
      { answers: [row], as },
    );
  }
}
