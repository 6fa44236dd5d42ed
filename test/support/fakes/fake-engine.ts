import type { Engine, EngineAvailability, EngineOrder } from '../../../src/domain/engine/engine.js';
import type { EngineManifest } from '../../../src/domain/engine/engine-manifest.js';
import type { StopSignal } from '../../../src/domain/ports/stop-signal.js';
import type { PersonWord } from '../../../src/domain/run/person-line.js';
import { isLatest, type ResumeToken } from '../../../src/domain/run/resume-token.js';
import type { EngineProblem, RunEvent, RunUsage } from '../../../src/domain/run/run-event.js';
import { manifestOf } from '../builders/manifest.js';

const DIRECTIVE = /\[\[([a-z-]+)(?::([\s\S]*?))?\]\]/g;

/** A run of a `FakeEngine` that is held: the test says what happens in it. */
export class HeldRun {
  readonly order: EngineOrder;
  /** What persons said into it. */
  readonly words: PersonWord[] = [];
  #waiting: (() => void) | null = null;
  readonly #events: RunEvent[] = [];
  #ended = false;

  constructor(order: EngineOrder) {
    this.order = order;
    order.person?.listen((word) => void this.words.push(word));
  }

  /** Lets the engine report something. */
  emit(...events: RunEvent[]): void {
    this.#events.push(...events);
    this.#wake();
  }

  /** Ends the run's stream after what was emitted. */
  end(): void {
    this.#ended = true;
    this.#wake();
  }

  /** What was emitted, as it comes. */
  async *events(): AsyncGenerator<RunEvent, void, undefined> {
    for (;;) {
      const next = this.#events.shift();
      if (next !== undefined) yield next;
      else if (this.#ended) return;
      else await new Promise<void>((resolve) => (this.#waiting = resolve));
    }
  }

  #wake(): void {
    this.#waiting?.();
    this.#waiting = null;
  }
}

/**
 * An engine in memory. Answers `turn N: <prompt>` and remembers conversations; a prompt may hold `[[hang]]`,
 * `[[steps:N]]`, `[[say:TEXT]]` and `[[error:KIND TEXT]]`. With `holding` the test plays each run by hand.
 */
export class FakeEngine implements Engine {
  readonly id: string;
  manifest: EngineManifest;
  /** Set to have another program than the usual one. */
  program: string | null = null;
  /** Every order that was begun. */
  readonly orders: EngineOrder[] = [];
  /** The runs that are held, oldest first. */
  readonly held: HeldRun[] = [];
  /** How many runs are going on. */
  live = 0;
  /** Whether runs wait for the test instead of answering. */
  holding = false;
  /** What its program says its version is. */
  version: string | null = '1.0.0';
  /** Whether the program can be found. */
  installed = true;
  /** Directories that do not exist. */
  readonly missingDirectories = new Set<string>();
  readonly #conversations = new Map<string, string[]>();

  constructor(id = 'fake') {
    this.id = id;
    this.manifest = manifestOf(id);
  }

  /** Makes a conversation that can be gone on with. */
  know(value: string): void {
    this.#conversations.set(value, []);
  }

  resumeLine(token: ResumeToken): string {
    return `${this.id} --resume ${token.value}`;
  }

  parseResumeLine(line: string): string | null {
    return new RegExp(`^\\s*\`?\\s*${this.id} --resume ([\\w-]+)\\s*\`?\\s*$`, 'i').exec(line)?.[1] ?? null;
  }

  async availability(): Promise<EngineAvailability> {
    if (!this.installed) return { kind: 'missing', install: `install ${this.id}` };
    return { kind: 'available', version: this.version, program: this.program ?? `/usr/bin/${this.id}` };
  }

  async *begin(order: EngineOrder, stop: StopSignal): AsyncGenerator<RunEvent, void, undefined> {
    const refusal = this.#refusal(order, stop);
    if (refusal !== null) return yield failed(refusal);
    this.orders.push(order);
    this.live++;
    try {
      yield* this.#play(order, stop);
    } finally {
      this.live--;
    }
  }

  #refusal(order: EngineOrder, stop: StopSignal): EngineProblem | null {
    if (stop.aborted) return { kind: 'interrupted', message: 'not started' };
    if (!this.installed) return { kind: 'not-installed', message: this.id, install: `install ${this.id}` };
    if (this.missingDirectories.has(order.directory)) return { kind: 'directory-missing', message: order.directory };
    const { resume } = order;
    if (resume === null || isLatest(resume) || this.#conversations.has(resume.value)) return null;
    return { kind: 'session-unknown', message: `no conversation ${resume.value}` };
  }

  async *#play(order: EngineOrder, stop: StopSignal): AsyncGenerator<RunEvent, void, undefined> {
    if (this.holding) {
      const run = new HeldRun(order);
      this.held.push(run);
      const stopped = () => {
        run.emit(failed({ kind: 'interrupted', message: 'stopped' }));
        run.end();
      };
      stop.addEventListener('abort', stopped, { once: true });
      return yield* run.events();
    }
    yield* this.#answer(order, stop);
  }

  async *#answer(order: EngineOrder, stop: StopSignal): AsyncGenerator<RunEvent, void, undefined> {
    const resume = this.#remember(order);
    yield {
      kind: 'started',
      resume,
      meta: { model: 'fake-model', permissionMode: order.options.permissionMode ?? 'default' },
    };
    let said: string | null = null;
    for (const [, name, arg = ''] of order.prompt.matchAll(DIRECTIVE)) {
      if (name === 'say') said = arg;
      if (name === 'steps') yield* steps(Number.parseInt(arg, 10));
      if (name === 'hang') await stopOf(stop);
      if (stop.aborted) return yield failed({ kind: 'interrupted', message: 'stopped' });
      if (name === 'error') return yield failed(problemOf(arg));
    }
    const turns = this.#conversations.get(resume.value)?.length ?? 1;
    const answer = said ?? `turn ${turns}: ${order.prompt.replace(DIRECTIVE, '').trim()}`;
    yield { kind: 'completed', ok: true, answer, problem: null, usage: USAGE };
  }

  #remember(order: EngineOrder): ResumeToken {
    const fresh = `conversation-${this.#conversations.size + 1}`;
    const latest = [...this.#conversations.keys()].at(-1) ?? fresh;
    const asked = order.resume?.value ?? fresh;
    const value = asked === '' ? latest : asked;
    this.#conversations.set(value, [...(this.#conversations.get(value) ?? []), order.prompt]);
    return { engine: this.id, value, directory: order.directory };
  }
}

const USAGE: RunUsage = { costUsd: 0.0012, turns: 1, durationMs: 100, inputTokens: 120, outputTokens: 34 };

function* steps(count: number): Generator<RunEvent> {
  for (let step = 1; step <= count; step++) {
    const action = { id: `step-${step}`, kind: 'tool' as const, title: `step ${step}`, detail: null, exitCode: null };
    yield { kind: 'action', phase: 'started', action, ok: null };
    yield { kind: 'action', phase: 'completed', action, ok: true };
  }
}

function stopOf(stop: StopSignal): Promise<void> {
  if (stop.aborted) return Promise.resolve();
  return new Promise((resolve) => stop.addEventListener('abort', () => resolve(), { once: true }));
}

function problemOf(arg: string): EngineProblem {
  const [code = '', ...words] = arg.split(' ');
  const message = words.join(' ');
  return { kind: code === 'authentication_failed' ? 'authentication' : 'other', message };
}

function failed(problem: EngineProblem): RunEvent {
  return { kind: 'completed', ok: false, answer: '', problem, usage: null };
}
