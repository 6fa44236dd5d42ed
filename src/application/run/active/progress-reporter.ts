import type { Engine } from '../../../domain/engine/engine.js';
import type { ChatId, MessageId, MessageRef } from '../../../domain/ids.js';
import type { Alarm, Cancel } from '../../../domain/ports/alarm.js';
import type { Clock } from '../../../domain/ports/clock.js';
import type { RunPlan } from '../../../domain/run/run-plan.js';
import { initialRunState, type RunState } from '../../../domain/run/run-state.js';
import type { ChatChannel, FinalView, ProgressView, RunHeader } from '../../ports/chat/chat-channel.js';
import type { RunStore } from '../../ports/store/run-store.js';
import type { Journal } from '../../ports/system/journal.js';
import { KeptWords } from './kept-words.js';
import { runFace } from './run-header.js';
import { RunReceipts } from './run-receipts.js';
import { shownActions } from './shown-actions.js';

/** What a reporter needs beside its run. */
export interface ReporterTools {
  readonly channel: Pick<ChatChannel, 'open' | 'update' | 'react'>;
  readonly book: RunStore;
  readonly clock: Clock;
  readonly alarm: Alarm;
  readonly journal: Journal;
}

/**
 * Shows one run in one message that is edited: at most once in the configured interval, the newest state only, and at
 * every heartbeat so that a silent run is seen to live. Nothing here waits for Telegram or fails with it.
 */
export class ProgressReporter {
  readonly #plan: RunPlan;
  readonly #engine: Engine;
  readonly #tools: ReporterTools;
  readonly #beganMs: number;
  readonly #receipts: RunReceipts;
  readonly #words: KeptWords;
  #phase: ProgressView['phase'] = 'queued';
  #state: RunState = initialRunState;
  #opening: Promise<MessageRef | null> = Promise.resolve(null);
  #message: MessageRef | null = null;
  #shownMs = Number.NEGATIVE_INFINITY;
  #next: Cancel | null = null;
  #heartbeat: Cancel = () => undefined;
  /** Something is known that the message does not show yet. */
  #behind = false;
  #over = false;
  #waits = false;
  #waitsFor: 'run' | 'question' = 'run';
  #unasked = false;
  #draining = false;

  constructor(plan: RunPlan, engine: Engine, tools: ReporterTools) {
    this.#plan = plan;
    this.#engine = engine;
    this.#tools = tools;
    this.#beganMs = tools.clock.monotonicMs();
    this.#receipts = new RunReceipts(plan, tools.channel);
    this.#words = new KeptWords(plan.id, tools, (writing) => this.#keep(writing));
  }

  /** Posts the message; from now on it follows the run. */
  open(phase: 'queued' | 'starting'): void {
    this.#phase = phase;
    this.#behind = false;
    this.#receipts.show(phase === 'queued' ? 'accepted' : 'working');
    this.#opening = this.#tools.channel.open(this.#plan.place, this.#plan.replyTo, this.#view());
    void this.#opening.then((message) => this.#posted(message));
    this.#beat();
  }

  /** The run is in another phase; shown at once. */
  enter(phase: 'starting' | 'stopping'): void {
    this.#phase = phase;
    if (phase === 'starting') this.#receipts.show('working');
    this.#shownMs = Number.NEGATIVE_INFINITY;
    this.#show();
  }

  /** The run waits for a person, or does so no more. */
  wait(waits: boolean): void {
    if (this.#waits === waits) return;
    this.#waits = waits;
    if (!this.#over) this.#receipts.show(waits ? 'asking' : 'working');
    this.#show();
  }

  /** The program ends as soon as the run is over. */
  drain(): void {
    this.#draining = true;
    if (this.#waits) this.#show();
  }

  /** What the run waits for while it is queued. */
  waitFor(what: 'run' | 'question'): void {
    if (this.#waitsFor === what) return;
    this.#waitsFor = what;
    if (this.#phase !== 'queued') return;
    this.#shownMs = Number.NEGATIVE_INFINITY;
    this.#show();
  }

  /** Edits and commands of the run go unasked from now on, or do so no more. */
  unask(unasked: boolean): void {
    if (this.#unasked === unasked) return;
    this.#unasked = unasked;
    this.#show();
  }

  /** The run has come further. */
  follow(state: RunState): void {
    const named = this.#state.resume === null && state.resume !== null;
    this.#state = state;
    if (named && state.resume !== null) this.#keep(this.#tools.book.named(this.#plan.id, state.resume, this.#face()));
    this.#words.follow(state.spoken);
    if (this.#phase === 'starting') this.#phase = 'working';
    this.#show();
  }

  /** What the run was seen to be so far. */
  get state(): RunState {
    return this.#state;
  }

  /** Milliseconds since the run was asked for. */
  get elapsedMs(): number {
    return this.#tools.clock.monotonicMs() - this.#beganMs;
  }

  /** The run ends without a message of its own: on those that asked for it, nothing is shown any more, or that it still waits. */
  withdraw(receipt: 'none' | 'accepted'): void {
    this.#receipts.show(receipt);
  }

  /** Messages were handed to the run: they show from now on how far it has come. */
  join(chatId: ChatId, messages: readonly MessageId[]): void {
    this.#receipts.join(chatId, messages);
  }

  /** The messages that a final of the run answers. */
  answered(): readonly MessageId[] {
    return this.#receipts.answered();
  }

  /** The run is over, and nothing more is told of it. */
  leave(): void {
    this.stop();
    this.#receipts.leave();
  }

  /** Stops following: from now on the message belongs to whoever tells the outcome. */
  stop(): void {
    this.#over = true;
    this.#next?.();
    this.#words.stop();
    this.#heartbeat();
  }

  /** The message if it has an id already. */
  get message(): MessageRef | null {
    return this.#message;
  }

  /** Resolves with the message as soon as it has an id; with `null` if it could not be posted. */
  get opening(): Promise<MessageRef | null> {
    return this.#opening;
  }

  /** The actions that are to be shown. */
  lastActions(): FinalView['actions'] {
    return shownActions(this.#state.actions, this.#plan.display.maxActions);
  }

  /** Whether the run waits for a person. */
  get waitsForPerson(): boolean {
    return this.#waits;
  }

  #posted(message: MessageRef | null): void {
    if (message === null) return;
    this.#message = message;
    this.#keep(this.#tools.book.shown(this.#plan.id, message));
    if (this.#behind) this.#show();
  }

  #show(): void {
    this.#behind = true;
    const message = this.#message;
    if (this.#over || message === null || this.#next !== null) return;
    const waitMs = this.#shownMs + this.#plan.display.minRenderIntervalMs - this.#tools.clock.monotonicMs();
    if (waitMs <= 0) this.#render(message);
    else {
      this.#next = this.#tools.alarm.after(waitMs, () => {
        this.#next = null;
        if (!this.#over) this.#render(message);
      });
    }
  }

  #render(message: MessageRef): void {
    this.#behind = false;
    this.#shownMs = this.#tools.clock.monotonicMs();
    this.#tools.channel.update(message, this.#view());
  }

  #beat(): void {
    this.#heartbeat = this.#tools.alarm.after(this.#plan.display.heartbeatIntervalMs, () => {
      this.#show();
      this.#beat();
    });
  }

  /** What is needed to tell of the run if we die; the run itself does not wait for the disk. */
  #keep(noted: Promise<void>): void {
    void noted.catch((cause) => {
      this.#tools.journal.record({ name: 'run.not-noted', level: 'error', data: { run: this.#plan.id }, cause });
    });
  }

  #face(): RunHeader {
    return runFace(this.#plan, this.#engine, this.#state.resume, this.#state.meta);
  }

  #view(): ProgressView {
    return {
      face: this.#face(),
      phase: this.#phase === 'working' && this.#waits ? 'asking' : this.#phase,
      ...(this.#phase === 'queued' ? { waitsFor: this.#waitsFor } : {}),
      elapsedMs: this.elapsedMs,
      steps: this.#state.steps,
      actions: this.lastActions(),
      said: this.#state.said,
      todos: this.#state.todos,
      atMs: this.#tools.clock.monotonicMs(),
      verbose: this.#plan.display.verbose,
      unasked: this.#unasked,
      draining: this.#draining,
      ...(this.#plan.remark === undefined ? {} : { remark: this.#plan.remark }),
    };
  }
}
