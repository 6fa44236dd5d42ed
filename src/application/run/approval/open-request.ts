import type { MessageId, MessageRef, UserId } from '../../../domain/ids.js';
import type { Alarm, Cancel } from '../../../domain/ports/alarm.js';
import type { AgentRequest } from '../../../domain/run/agent-request.js';
import { QuestionSheet } from '../../../domain/run/question-sheet.js';
import type { RequestEnd } from '../../../domain/run/request-end.js';
import type { ResumeToken } from '../../../domain/run/resume-token.js';
import { planMessage } from '../../wording/approval/plan-text.js';
import { SHOW_ALL, showMoreLabel } from '../../wording/approval/request-labels.js';
import { requestRecord } from '../../wording/approval/request-record.js';
import {
  askBackDropped,
  askBackEdited,
  askBackText,
  askedBackRecord,
  POINTED_OUT,
  requestText,
  STILL_WAITING,
  withWordsWanted,
} from '../../wording/approval/request-text.js';
import { partsShownText } from '../../wording/approval/request-toasts.js';
import { PARTS_AT_A_TIME, wholeRequest, wholeRequestFile } from '../../wording/approval/whole-request.js';
import type { RunJob } from '../active/run-job.js';
import { AskedBack } from './asked-back.js';
import type { AskedMessages } from './asked-messages.js';
import { askBackButtons, requestButtons } from './request-buttons.js';
import type { SaidWords } from './said-words.js';

/** What is asked, in which run, under which name. */
export interface RequestFacts {
  /** Names it in the data of its buttons; twelve characters. */
  readonly key: string;
  readonly job: RunJob;
  readonly request: AgentRequest;
  /** The conversation that it came up in. */
  readonly session: ResumeToken | null;
  /** Whether an outline was asked for before. */
  readonly outlined: boolean;
}

/** What asking is done with. */
export interface AskTools {
  readonly alarm: Alarm;
  readonly messages: AskedMessages;
}

/** One request of an agent in one message: asks, reminds, and shows how it ended. Decides nothing. */
export class OpenRequest {
  readonly facts: RequestFacts;
  readonly sheet: QuestionSheet | null;
  /** What was written to it that neither allows nor denies it. */
  readonly askedBack = new AskedBack();
  readonly #tools: AskTools;
  /** Where it can be read: the message with the buttons, and the plan that it is about. */
  readonly #shownIn = new Set<MessageId>();
  #posted: Promise<MessageRef | null> = Promise.resolve(null);
  /** All of it, once somebody wanted to read that, and how much of it was sent. */
  #parts: readonly string[] | null = null;
  #sent = 0;
  #waitsFor: UserId | null = null;
  #askedIn: MessageId | null = null;
  #timers: readonly Cancel[] = [];
  #over = false;

  constructor(facts: RequestFacts, tools: AskTools) {
    const { request, job } = facts;
    this.facts = facts;
    this.#tools = tools;
    this.sheet = request.kind === 'questions' ? new QuestionSheet(request.questions) : null;
    if (this.sheet?.current?.options.length === 0) this.#waitsFor = job.plan.requestedBy;
  }

  /** Whose next message is the answer; `null` if nobody's is. */
  get waitsFor(): UserId | null {
    return this.#waitsFor;
  }

  /** The next message of this person is the answer; `null`: nobody's. */
  waitForWordsOf(person: UserId | null): void {
    this.#waitsFor = person;
  }

  /** The name that the record gives of who decided; `null` where nobody else could have. */
  nameOf({ name }: { readonly name: string }): string | null {
    const { place, requestedBy } = this.facts.job.plan;
    return place.chatId === requestedBy ? null : name;
  }

  /** The message that asks; `null` while Telegram has not taken it, so that nobody can have read it. */
  get askedIn(): MessageId | null {
    return this.#askedIn;
  }

  /** Whether that message of its chat asks, or is the plan that is asked about. */
  isShownIn(messageId: MessageId): boolean {
    return this.#shownIn.has(messageId);
  }

  /** Posts the question, and sets the clock. */
  post(onDeadline: () => void): void {
    const { job, request } = this.facts;
    const { place } = job.plan;
    const { channel } = job.bot.api;
    const replyTo = job.progress.message?.messageId ?? job.plan.replyTo;
    if (request.kind === 'plan' && request.plan !== '') {
      const plan = channel.say(
        place,
        { markdown: planMessage(request.plan), outside: true },
        { replyTo, silent: true },
      );
      void plan.then((message) => message !== null && this.#shownIn.add(message.messageId));
    }
    const buttons = requestButtons(this.#source());
    const order = { place, markdown: this.#text(), loud: true, urgent: true, replyTo, buttons };
    this.#posted = channel.notice(order).then((delivery) => {
      const message = delivery.kind === 'delivered' ? delivery.message : null;
      if (message === null) return null;
      this.#shownIn.add(message.messageId);
      this.#askedIn = message.messageId;
      const markdown = requestRecord(request, { kind: 'over' });
      if (!this.#over) this.#tools.messages.add({ message, markdown });
      return message;
    });
    const { deadlineMs = null, reminderMs = null } = job.plan.interaction ?? {};
    const early = reminderMs !== null && (deadlineMs === null || reminderMs < deadlineMs);
    this.#timers = [
      ...(deadlineMs === null ? [] : [this.#tools.alarm.after(deadlineMs, onDeadline)]),
      ...(early ? [this.#tools.alarm.after(reminderMs, () => this.#remind())] : []),
    ];
  }

  /** Shows what has changed: another question, chosen options, whose words are waited for. */
  show(): void {
    const markdown = this.#text();
    const buttons = requestButtons(this.#source());
    this.#change((message) => void this.facts.job.bot.api.channel.edit(message, { markdown }, buttons));
  }

  /** Asks what words mean that neither allow nor deny it; a reply to the message with them. `instead`: of older ones. */
  askBack(words: SaidWords, replyTo: MessageId, instead: boolean): void {
    const { job, key, request } = this.facts;
    const markdown = askBackText(words.text, instead);
    const { asked } = this.askedBack.add(words, replyTo, (number) =>
      job.bot.api.channel.say(job.plan.place, { markdown }, { replyTo, buttons: askBackButtons(key, number) }),
    );
    void asked.then((message) => {
      if (message === null) return;
      this.#shownIn.add(message.messageId);
      if (!this.#over) this.#tools.messages.add({ message, markdown: requestRecord(request, { kind: 'over' }) });
    });
  }

  /** Asks no more about the oldest words that it asked back about, and says so in the message that did. */
  dropAskBack(): void {
    const unclear = this.askedBack.dropOldest();
    void unclear?.asked.then((message) => this.#close(message, askBackDropped(unclear.words.text)));
  }

  /** Asks no more about what that message said before it was edited; whether it did. */
  takeBack(saidIn: MessageId): boolean {
    const unclear = this.askedBack.drop(saidIn);
    void unclear?.asked.then((message) => this.#close(message, askBackEdited(unclear.words.text)));
    return unclear !== null;
  }

  /** Brings the question to mind, silently, in a reply to its message. */
  pointOut(): void {
    const { job } = this.facts;
    this.#change((message) => {
      const options = { replyTo: message.messageId, silent: true };
      const pointing = job.bot.api.channel.say(job.plan.place, { markdown: POINTED_OUT }, options);
      void pointing.then((shown) => shown !== null && this.#shownIn.add(shown.messageId));
    });
  }

  /** Sends the next parts of all that is asked, and says on its button how many there are still; what the person is told. */
  showAll(): string {
    const { job, request } = this.facts;
    this.#parts ??= wholeRequest(request);
    const next = this.#parts.slice(this.#sent, this.#sent + PARTS_AT_A_TIME);
    if (next.length === 0) return partsShownText(null);
    const isBegun = this.#sent > 0;
    this.#sent += next.length;
    // Who wants to read all of something long need not ask for it bit by bit.
    const file = isBegun || this.#sent === this.#parts.length ? {} : { file: wholeRequestFile(request) };
    this.#change((message) => {
      const options = { replyTo: message.messageId, silent: true };
      for (const [index, markdown] of next.entries()) {
        const last = index === next.length - 1 ? file : {};
        void job.bot.api.channel.say(job.plan.place, { markdown }, { ...options, ...last });
      }
    });
    this.show();
    return partsShownText({ sent: this.#sent, of: this.#parts.length });
  }

  /** Nothing is asked any more: the buttons go, and the message says why. */
  end(end: RequestEnd): void {
    for (const cancel of this.#timers) cancel();
    this.#over = true;
    this.#change((message) => this.#close(message, requestRecord(this.facts.request, end)));
    for (const { words, asked } of this.askedBack.all()) {
      void asked.then((message) => this.#close(message, askedBackRecord(words.text, end)));
    }
  }

  #close(message: MessageRef | null, markdown: string): void {
    if (message === null) return;
    void this.facts.job.bot.api.channel.edit(message, { markdown, outside: true });
    this.#tools.messages.remove(message);
  }

  #remind(): void {
    const { job } = this.facts;
    const markdown = STILL_WAITING;
    this.#change(
      (message) => void job.bot.api.channel.say(job.plan.place, { markdown }, { replyTo: message.messageId }),
    );
  }

  #change(change: (message: MessageRef) => void): void {
    void this.#posted.then((message) => (message === null ? undefined : change(message)));
  }

  /** What the button says that shows the rest; `null` if all was shown. */
  get #more(): string | null {
    if (this.#parts === null) return requestText(this.facts.request, this.sheet).whole ? null : SHOW_ALL;
    const all = this.#parts.length;
    if (this.#sent >= all) return null;
    return showMoreLabel(this.#sent + 1, Math.min(this.#sent + PARTS_AT_A_TIME, all), all);
  }

  #text(): string {
    const { request } = this.facts;
    const asked = requestText(request, this.sheet).markdown;
    const hinted = this.sheet?.current?.options.length === 0;
    return this.#waitsFor === null || hinted ? asked : withWordsWanted(asked, request);
  }

  #source(): Parameters<typeof requestButtons>[0] {
    const { key, request, outlined } = this.facts;
    return { key, request, outlined, sheet: this.sheet, more: this.#more };
  }
}
