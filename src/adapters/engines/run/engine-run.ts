import type { Journal } from '../../../application/ports/system/journal.js';
import type { EngineOrder } from '../../../domain/engine/engine.js';
import { withHint } from '../../../domain/engine/known-error.js';
import type { Alarm } from '../../../domain/ports/alarm.js';
import type { Clock } from '../../../domain/ports/clock.js';
import type { StopSignal } from '../../../domain/ports/stop-signal.js';
import type { EngineProblem, RunCompleted, RunEvent } from '../../../domain/run/run-event.js';
import { addedVariables } from '../environment/environment-audit.js';
import type { EngineTimings } from '../process/engine-timings.js';
import type { EngineProfile, Translator } from '../profile/engine-profile.js';
import { problemByWords } from '../stream/problem-table.js';
import { withRealTargets } from '../stream/real-target.js';
import type { EngineLauncher, LaunchedEngine } from './engine-launcher.js';
import { EngineTalk } from './engine-talk.js';
import { exitProblem, lastWords } from './exit-problem.js';
import { OpenTrouble } from './open-trouble.js';
import { ProcessWatch } from './process-watch.js';
import { StreamEvents } from './stream-events.js';

/** What a run is watched with. */
export interface RunTools {
  readonly clock: Clock;
  readonly alarm: Alarm;
  readonly timings: EngineTimings;
  readonly journal: Journal;
}

/** What the configuration says about the end of a run. */
export interface RunSettings {
  readonly reapOrphans: boolean;
  readonly auditEnvironment: boolean;
  /** What logs the engine in: a command of the chat where it has one, else of a shell. */
  readonly login: string;
}

/** What carries orders out. */
export interface EngineRunParts {
  readonly profile: EngineProfile;
  readonly settings: RunSettings;
  readonly tools: RunTools;
  readonly launcher: EngineLauncher;
}

/** One order on its way through one process. */
export class EngineRun {
  readonly #profile: EngineProfile;
  readonly #order: EngineOrder;
  readonly #settings: RunSettings;
  readonly #tools: RunTools;
  readonly #launcher: EngineLauncher;
  readonly #translator: Translator;
  readonly #stream: StreamEvents;
  readonly #trouble = new OpenTrouble();
  #answered = false;

  constructor(order: EngineOrder, { profile, settings, tools, launcher }: EngineRunParts) {
    this.#profile = profile;
    this.#order = order;
    this.#settings = settings;
    this.#tools = tools;
    this.#launcher = launcher;
    this.#translator = profile.translator(order);
    this.#stream = new StreamEvents(this.#translator);
  }

  /** The run's events; ends when nothing that it started is alive any more. Never throws. */
  async *events(stop: StopSignal): AsyncGenerator<RunEvent, void, undefined> {
    if (stop.aborted)
      return yield failed({ kind: 'interrupted', message: `${this.#profile.manifest.id} was not started.` }, '');
    const started = await this.#launcher.start(this.#order);
    if (!started.ok) return yield this.#hinted(failed(started.problem, ''));
    yield* this.#follow(started.value, stop);
  }

  async *#follow(engine: LaunchedEngine, stop: StopSignal): AsyncGenerator<RunEvent, void, undefined> {
    const { timings, alarm, clock } = this.#tools;
    const limits = { timings, startUpTimeoutMs: this.#startUpTimeoutMs, reap: this.#settings.reapOrphans };
    const watch = new ProcessWatch(engine.process, limits, { alarm, clock });
    const talk = new EngineTalk(
      { dialogue: this.#translator.dialogue, process: engine.process, person: this.#order.person },
      this.#tools,
    );
    const stopped = () => {
      if (talk.interrupt()) watch.endSoon('stopped', timings.interruptMs);
      else watch.end('stopped');
    };
    stop.addEventListener('abort', stopped, { once: true });
    if (stop.aborted) stopped();
    this.#begun(engine);
    try {
      for await (const lines of watch.lines()) {
        if (!watch.spoke && lines.length > 0) this.#audit(engine);
        for (const line of lines)
          yield* this.#shown(await withRealTargets(this.#stream.of(line), this.#order.directory), watch, engine);
        watch.heard(lines.length, this.#stream.understood, this.#translator.phase);
        talk.heard(this.#translator.phase);
      }
      await watch.over();
      yield* this.#shown(this.#stream.atEnd(watch.exit), watch, engine);
      if (!this.#answered) yield this.#unanswered(engine, watch);
      if (watch.killed) yield { kind: 'torn-down' };
    } finally {
      stop.removeEventListener('abort', stopped);
      talk.close();
      const swept = await watch.close();
      engine.release();
      this.#ended(engine, watch, swept);
    }
  }

  /** What a program says to having its tools taken away is no result of a run that was stopped. */
  #shown(events: readonly RunEvent[], watch: ProcessWatch, { process }: LaunchedEngine): readonly RunEvent[] {
    this.#trouble.seen(events);
    const results = events.filter((event) => event.kind === 'completed');
    if (results.length === 0) return events;
    if (watch.ending === 'stopped') return events.filter((event) => event.kind !== 'completed');
    this.#answered = true;
    return events.map((event) => (event.kind === 'completed' ? this.#hinted(inWords(event, process.stderr)) : event));
  }

  #hinted(completed: RunCompleted): RunCompleted {
    if (completed.problem === null) return completed;
    const problem = withHint(completed.problem, this.#profile.manifest.knownErrors);
    if (problem.kind !== 'authentication') return { ...completed, problem };
    return { ...completed, problem: { ...problem, login: this.#settings.login } };
  }

  #unanswered(engine: LaunchedEngine, watch: ProcessWatch): RunCompleted {
    const printed = `${this.#stream.unread}\n${engine.process.stderr}`.trim();
    const trouble = this.#trouble.words;
    const known = problemByWords(printed) ?? problemByWords(trouble ?? '');
    const own = this.#profile.explain(printed, watch.exit.code);
    const problem = exitProblem({
      engine: this.#profile.manifest.id,
      exit: watch.exit,
      ending: watch.ending,
      spoke: watch.spoke,
      printed,
      trouble,
      explained: own ?? known?.kind ?? null,
      startUpTimeoutMs: this.#startUpTimeoutMs,
    });
    const limit = known?.limit !== undefined && problem.kind === known.kind ? { limit: known.limit } : {};
    return this.#hinted(failed({ ...problem, ...limit }, this.#translator.text));
  }

  #begun({ process }: LaunchedEngine): void {
    const data = { ...this.#facts(), pid: process.pid, resumed: this.#order.resume !== null };
    this.#tools.journal.record({ name: 'engine.started', level: 'info', data });
  }

  #ended({ process }: LaunchedEngine, watch: ProcessWatch, swept: number): void {
    const unknown = Object.fromEntries(this.#translator.unknown);
    const data = { ...this.#facts(), pid: process.pid, ...watch.exit, ending: watch.ending, swept, unknown };
    this.#tools.journal.record({ name: 'engine.ended', level: 'info', data });
  }

  #audit({ process, environment }: LaunchedEngine): void {
    const names = this.#settings.auditEnvironment ? addedVariables(process.pid, environment) : [];
    if (names.length === 0) return;
    this.#tools.journal.record({ name: 'engine.environment-added', level: 'warn', data: { ...this.#facts(), names } });
  }

  get #startUpTimeoutMs(): number {
    return this.#tools.timings.startUpMs ?? this.#profile.startUpTimeoutMs;
  }

  #facts(): { readonly engine: string; readonly run: string } {
    return { engine: this.#profile.manifest.id, run: this.#order.run };
  }
}

/** An error that says nothing, with what the program printed beside it. */
function inWords(completed: RunCompleted, stderr: string): RunCompleted {
  const { problem } = completed;
  const printed = lastWords(stderr);
  if (
    problem === null ||
    printed === '' ||
    !/^(?:unknown error|error_\w+|The turn failed\.)$/.test(problem.message.trim())
  ) {
    return completed;
  }
  const known = problem.kind === 'other' ? problemByWords(printed) : null;
  return { ...completed, problem: { ...problem, ...known, message: `${problem.message}\n${printed}` } };
}

function failed(problem: EngineProblem, answer: string): RunCompleted {
  return { kind: 'completed', ok: false, answer, problem, usage: null };
}
