import type { ChatMoves } from '../../../domain/chat/chat-moves.js';
import type { ChatId, MessageId, RunId } from '../../../domain/ids.js';
import type { Alarm } from '../../../domain/ports/alarm.js';
import type { TokenSource } from '../../../domain/ports/token-source.js';
import type { AgentRequest, RequestAnswer, Scope, ToolRequest } from '../../../domain/run/agent-request.js';
import type { PersonLine } from '../../../domain/run/person-line.js';
import type { RequestEnd } from '../../../domain/run/request-end.js';
import type { ResumeToken } from '../../../domain/run/resume-token.js';
import type { Journal } from '../../ports/system/journal.js';
import { TOLD_AGENT } from '../../wording/run/told-agent.js';
import type { RunJob } from '../active/run-job.js';
import type { AskedMessages } from './asked-messages.js';
import { type Decider, type Decision, decide, decideInWords, refusedWith } from './decide-request.js';
import { nextAnswered, type Words } from './next-answered.js';
import { OpenRequest } from './open-request.js';
import type { RequestPress } from './request-buttons.js';
import type { SaidWords } from './said-words.js';
import type { SessionGrants } from './session-grants.js';
import { Talk } from './talk.js';

/** What the desk is built on. */
export interface ApprovalDeskTools {
  readonly alarm: Alarm;
  readonly tokens: TokenSource;
  readonly journal: Journal;
  readonly messages: AskedMessages;
  readonly grants: SessionGrants;
  readonly moves: ChatMoves;
}

/** From how many characters on a plan is something to read. */
const OUTLINE_LENGTH = 200;
/** How many words are asked back about at once in a chat. */
const MOST_ASKED_BACK = 10;

/**
 * Where agents wait for persons. Each request belongs to one run, its chat and its conversation; it ends in exactly one
 * way: decided, out of time, taken back, or over with its run. Nothing here survives the process but the way to take
 * the buttons away.
 */
export class Approvals {
  readonly #tools: ApprovalDeskTools;
  readonly #talks = new Map<RunId, Talk>();
  readonly #listeners: (() => void)[] = [];

  constructor(tools: ApprovalDeskTools) {
    this.#tools = tools;
  }

  /** Opens the line into a run; `null` if nobody can be asked in it. */
  connect(job: RunJob): PersonLine | null {
    if (job.plan.interaction === null) return null;
    this.leave(job.id);
    const talk = new Talk(job);
    this.#talks.set(job.id, talk);
    return talk.line;
  }

  /** What the engine's next process in the conversation is to allow from its beginning. */
  granted(session: ResumeToken | null): readonly Scope[] {
    return this.#tools.grants.of(session).filter(({ kind }) => kind === 'rule');
  }

  /** The agent of a run asks, in that conversation: answered at once if that was decided before, else a person is asked. */
  ask(run: RunId, request: AgentRequest, session: ResumeToken | null): void {
    const talk = this.#talks.get(run);
    if (talk === undefined) return;
    const beforehand = this.#beforehand(talk, request, session);
    const data = { ...aboutRequest(talk, request), decided: beforehand?.kind ?? null };
    this.#tools.journal.record({ name: 'request.asked', level: 'info', data });
    if (beforehand !== null) return void talk.line.say({ kind: 'answer', request: request.id, answer: beforehand });
    const facts = { key: this.#tools.tokens.next(), job: talk.job, request, session, outlined: talk.outlined };
    const open = new OpenRequest(facts, this.#tools);
    talk.open.set(facts.key, open);
    open.post(() => this.#timeOut(open));
    this.#waits(talk);
  }

  /** The agent does not wait for that any more. */
  withdraw(run: RunId, id: string): void {
    for (const open of this.#talks.get(run)?.open.values() ?? []) {
      if (open.facts.request.id === id) this.#close(open, { kind: 'withdrawn' });
    }
  }

  /** The run is over, or being stopped: nothing that it asked matters any more. May be called again. */
  leave(run: RunId): void {
    this.#talks.get(run)?.unask(false);
    for (const open of this.#talks.get(run)?.open.values() ?? []) this.#close(open, { kind: 'over' });
    this.#talks.delete(run);
  }

  /** Whether the run waits for a person. */
  isAsking(run: RunId): boolean {
    return (this.#talks.get(run)?.open.size ?? 0) > 0;
  }

  /** Edits and commands of the run are asked about again; `false` if they are anyway. */
  askAgain(run: RunId): boolean {
    const talk = this.#talks.get(run);
    if (talk === undefined || !talk.unasked) return false;
    talk.unask(false);
    return true;
  }

  /** Hands further words to a run; `false` if it doesn't hear. Words after its answer are another task. */
  tell(run: RunId, text: string): boolean {
    const talk = this.#talks.get(run);
    if (talk?.job.progress.state.completed != null) talk.unask(false);
    return this.#talks.get(run)?.line.say({ kind: 'message', text }) ?? false;
  }

  /** The request of that name if it is open and was asked in that chat. */
  find(key: string, chatId: ChatId): OpenRequest | null {
    return this.openIn(chatId).find(({ facts }) => facts.key === key) ?? null;
  }

  /** What agents ask in a chat now, also if it has another id since. */
  openIn(chatId: ChatId): readonly OpenRequest[] {
    return this.#all().filter(({ facts: { job } }) => {
      const { place } = job.plan;
      return place.chatId === chatId || this.#tools.moves.presentId(place.chatId) === chatId;
    });
  }

  /**
   * The request that a message answers: it replies to it, or is the one that its sender was to write next, or the next
   * words of whom it was asked. `several`: a yes or a no that could be meant for more than one.
   */
  answeredBy(words: Words): OpenRequest | 'several' | null {
    const { chatId, threadId, senderId, replyTo } = words;
    const here = this.openIn(chatId);
    const replied = here.find((open) => replyTo !== null && open.isShownIn(replyTo));
    if (replied !== undefined) return replied;
    const awaited = here.findLast(({ facts, waitsFor }) => {
      return waitsFor !== null && waitsFor === senderId && facts.job.plan.place.threadId === threadId;
    });
    return awaited ?? nextAnswered(here, words);
  }

  /** A button of an open request is pressed; what the person is told about it. */
  press(open: OpenRequest, press: RequestPress, by: Decider): string {
    const decision = decide(open, press, by);
    if (decision.kind === 'show-all') return open.showAll();
    this.#carryOut(open, decision);
    return decision.toast;
  }

  /** A request is answered in words, by that message. */
  hear(open: OpenRequest, words: SaidWords & { readonly saidIn: MessageId }, by: Decider): void {
    const decision = decideInWords(open, words, by);
    if (decision.kind === 'unclear') open.askBack(words, words.saidIn, this.#makeRoom(open));
    else this.#carryOut(open, decision);
  }

  /** A request is answered with a no, by words that were meant for it; what is asked for in words is answered by them. */
  refuse(open: OpenRequest, words: SaidWords, by: Decider): void {
    this.#carryOut(open, open.sheet === null ? refusedWith(open, words, by) : decideInWords(open, words, by));
  }

  /** The request that asks back about what a message said before it was edited, and does so no more; `null` if none does. */
  takeBack(chatId: ChatId, saidIn: MessageId): OpenRequest | null {
    return this.openIn(chatId).find((open) => open.takeBack(saidIn)) ?? null;
  }

  /** The runs that wait for a person. */
  get asking(): readonly RunId[] {
    return [...this.#talks].filter(([, { open }]) => open.size > 0).map(([run]) => run);
  }

  /** What a run asks now, oldest first. */
  openOf(run: RunId): readonly OpenRequest[] {
    return [...(this.#talks.get(run)?.open.values() ?? [])];
  }

  /** Tells from now on whenever a run begins to wait for a person or does so no more. */
  follow(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** Closes the oldest question about words in the chat where there is room for no more; whether that was so. */
  #makeRoom({ facts }: OpenRequest): boolean {
    const { chatId } = facts.job.plan.place;
    const here = this.#all().filter((one) => one.facts.job.plan.place.chatId === chatId && one.askedBack.size > 0);
    if (here.reduce((sum, one) => sum + one.askedBack.size, 0) < MOST_ASKED_BACK) return false;
    const [oldest] = here.sort((a, b) => (a.askedBack.oldest ?? 0) - (b.askedBack.oldest ?? 0));
    oldest?.dropAskBack();
    return true;
  }

  #carryOut(open: OpenRequest, decision: Decision): void {
    if (decision.kind === 'settled') this.#settle(open, decision.answer, decision.end);
    else if (decision.kind === 'open') open.show();
  }

  #settle(open: OpenRequest, answer: RequestAnswer, end: RequestEnd): void {
    const { job, request, session } = open.facts;
    const talk = this.#talks.get(job.id);
    if (talk !== undefined && request.kind === 'plan' && answer.kind === 'allow') {
      talk.unask(end.kind === 'task');
      // To go on being asked means about everything, whatever was said before the plan.
      if (end.kind !== 'task') this.#tools.grants.forget(session);
    }
    if (talk !== undefined && request.kind === 'tool' && answer.kind === 'allow' && answer.always) {
      this.#tools.grants.always(request, session);
    }
    if (talk !== undefined && end.kind === 'outline') talk.wantOutline();
    talk?.line.say({ kind: 'answer', request: request.id, answer });
    this.#close(open, end);
  }

  #timeOut(open: OpenRequest): void {
    const afterMs = open.facts.job.plan.interaction?.deadlineMs ?? 0;
    const told = open.sheet === null ? TOLD_AGENT.unanswered : TOLD_AGENT.unansweredQuestion;
    this.#settle(open, { kind: 'deny', reason: told(afterMs) }, { kind: 'unanswered', afterMs });
  }

  #beforehand(talk: Talk, request: AgentRequest, session: ResumeToken | null): RequestAnswer | null {
    if (request.kind === 'tool') return this.#toolBeforehand(talk, request, session);
    // Whatever was approved before, this is another plan.
    if (request.kind === 'plan') talk.unask(false);
    if (request.kind !== 'plan' || request.plan.length >= OUTLINE_LENGTH) return null;
    return talk.sendBack() ? { kind: 'deny', reason: TOLD_AGENT.outlineStill } : null;
  }

  #toolBeforehand(talk: Talk, request: ToolRequest, session: ResumeToken | null): RequestAnswer | null {
    if (talk.unasked && request.planned) return { kind: 'allow', always: false };
    if (!this.#tools.grants.covers(request, session)) return null;
    return { kind: 'allow', always: request.always.some(({ kind }) => kind === 'directories') };
  }

  #close(open: OpenRequest, end: RequestEnd): void {
    const talk = this.#talks.get(open.facts.job.id);
    if (talk?.open.delete(open.facts.key) !== true) return;
    const data = { ...aboutRequest(talk, open.facts.request), end: end.kind };
    this.#tools.journal.record({ name: 'request.closed', level: 'info', data });
    open.end(end);
    this.#waits(talk);
  }

  #waits({ job, open }: Talk): void {
    job.progress.wait(open.size > 0);
    for (const listener of this.#listeners) listener();
  }

  #all(): readonly OpenRequest[] {
    return [...this.#talks.values()].flatMap((talk) => [...talk.open.values()]);
  }
}

function aboutRequest({ job }: Talk, { kind }: AgentRequest) {
  const { id: run, generation, place } = job.plan;
  return { run, generation, chat: place.chatId, kind };
}
