import { isRunHeader } from '../../../src/adapters/store/decode/outbox-shapes.js';
import { isRunRequest } from '../../../src/adapters/store/decode/run-shapes.js';
import type { RunHeader } from '../../../src/application/ports/chat/chat-channel.js';
import type { OpenRun, PlannedRun, RunStore, UnreadableRun } from '../../../src/application/ports/store/run-store.js';
import type { EngineId, MessageRef, RunId } from '../../../src/domain/ids.js';
import type { Instant } from '../../../src/domain/ports/clock.js';
import type { RunContext } from '../../../src/domain/project/context.js';
import type { ResumeToken } from '../../../src/domain/run/resume-token.js';
import type { FakeInbox } from './fake-inbox.js';
import { asStored } from './readable.js';

/** What stays known of a run for those who reply to its messages. */
export interface KnownRun {
  readonly engine: EngineId;
  readonly context: RunContext | null;
  readonly resume: ResumeToken | null;
  readonly openedAt: Instant;
}

/** A run book in memory, beside the Inbox whose rows it begins. */
export class FakeRunStore implements RunStore {
  readonly #inbox: Pick<FakeInbox, 'begin'>;
  readonly #spoiled = new Map<RunId, string>();
  readonly #open = new Map<RunId, OpenRun>();
  /** By run, those that are over included. */
  readonly known = new Map<RunId, KnownRun>();

  constructor(inbox: Pick<FakeInbox, 'begin'>) {
    this.#inbox = inbox;
  }

  async open(run: PlannedRun): Promise<void> {
    if (this.#open.has(run.run)) return;
    asStored(run.request, isRunRequest);
    asStored(run.face, isRunHeader);
    this.#open.set(run.run, structuredClone({ ...run, message: null, resume: null, said: [], begun: false }));
    const { engine, context } = run.request;
    this.known.set(run.run, structuredClone({ engine, context, resume: null, openedAt: run.openedAt }));
  }

  async reword(run: RunId, prompt: string): Promise<void> {
    const open = this.#open.get(run);
    if (open !== undefined) this.#change(run, { request: { ...open.request, prompt } });
  }

  async shown(run: RunId, message: MessageRef): Promise<void> {
    this.#change(run, { message });
  }

  async named(run: RunId, resume: ResumeToken, face: RunHeader): Promise<void> {
    asStored(face, isRunHeader);
    this.#change(run, { resume, face });
    this.#learn(run, resume);
  }

  async keepSaid(run: RunId, texts: readonly string[]): Promise<void> {
    this.#change(run, { said: texts });
  }

  async lost(run: RunId): Promise<void> {
    this.#learn(run, null);
  }

  async conversationOf(run: RunId): Promise<ResumeToken | null> {
    return this.known.get(run)?.resume ?? null;
  }

  async begin(run: RunId): Promise<void> {
    await this.#inbox.begin(this.#open.get(run)?.request.rows ?? []);
    this.#change(run, { begun: true });
  }

  async list(): Promise<readonly OpenRun[]> {
    const readable = [...this.#open.values()].filter(({ run }) => !this.#spoiled.has(run));
    return structuredClone(readable.sort((a, b) => a.openedAt - b.openedAt));
  }

  /** From now on, nobody can read what is on disk of the run. */
  spoil(run: RunId, text: string): void {
    this.#spoiled.set(run, text);
  }

  async unreadable(): Promise<readonly UnreadableRun[]> {
    return [...this.#open.values()].flatMap(({ run, openedAt }) => {
      const text = this.#spoiled.get(run);
      return text === undefined ? [] : { run, openedAt, text, fault: 'spoiled' };
    });
  }

  /** Forgets runs that are over and were opened before the instant, but for those that are still `needed`. */
  forget(openedBefore: Instant, needed: ReadonlySet<RunId>): void {
    for (const [run, { openedAt }] of this.known) {
      if (openedAt < openedBefore && !this.#open.has(run) && !needed.has(run)) this.known.delete(run);
    }
  }

  /** What `Outbox.park` does with the run. */
  close(run: RunId): void {
    this.#open.delete(run);
  }

  #learn(run: RunId, resume: ResumeToken | null): void {
    const known = this.known.get(run);
    if (known !== undefined) this.known.set(run, structuredClone({ ...known, resume }));
  }

  #change(run: RunId, change: Partial<OpenRun>): void {
    const open = this.#open.get(run);
    if (open !== undefined) this.#open.set(run, structuredClone({ ...open, ...change }));
  }
}
