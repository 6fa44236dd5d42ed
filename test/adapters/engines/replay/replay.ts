import { LineSplitter } from '../../../../src/adapters/engines/lines/json-lines.js';
import type { ProcessExit } from '../../../../src/adapters/engines/process/engine-process.js';
import type { EngineProfile, TranslatorPhase } from '../../../../src/adapters/engines/profile/engine-profile.js';
import { exitProblem } from '../../../../src/adapters/engines/run/exit-problem.js';
import { StreamEvents } from '../../../../src/adapters/engines/run/stream-events.js';
import type { EngineOrder } from '../../../../src/domain/engine/engine.js';
import type { ResumeToken } from '../../../../src/domain/run/resume-token.js';
import type { RunCompleted, RunEvent } from '../../../../src/domain/run/run-event.js';
import { fold, initialRunState, type RunState } from '../../../../src/domain/run/run-state.js';

/** What a run is made of when no process is needed for it. */
export interface Replayed {
  readonly events: readonly RunEvent[];
  readonly state: RunState;
  /** The answers as the run has them, whole. */
  readonly results: readonly RunCompleted[];
  readonly unknown: ReadonlyMap<string, number>;
  /** What the run was doing after its last line. */
  readonly phase: TranslatorPhase;
}

/** What is replayed. */
export interface Played {
  readonly profile: EngineProfile;
  readonly directory: string;
  readonly output: Buffer;
  readonly exit: ProcessExit;
  readonly resume?: ResumeToken | null;
}

/** An order as the recordings were made with. */
export function recordedOrder(directory: string, resume: ResumeToken | null = null): EngineOrder {
  const options = { model: null, effort: null, permissionMode: null };
  return { run: '0123456789ab', prompt: 'x', preamble: null, resume, directory, options };
}

/** The events that a run has when a program prints this and ends so, as `EngineRun` puts them together. */
export function replay({ profile, directory, output, exit, resume = null }: Played): Replayed {
  const translator = profile.translator(recordedOrder(directory, resume));
  const stream = new StreamEvents(translator);
  const splitter = new LineSplitter();
  const lines = [...splitter.push(output), ...splitter.end()];
  const printed = lines.flatMap((line) => stream.of(line));
  const { phase } = translator;
  const events = [...printed, ...stream.atEnd(exit)];
  if (!events.some(({ kind }) => kind === 'completed')) {
    events.push(withoutResult(profile, exit, lines.length > 0, translator.text));
  }
  const results: RunCompleted[] = [];
  const state = events.reduce((before, event) => {
    const after = fold(before, event, 0);
    if (after.completed !== null && after.completed !== before.completed) results.push(after.completed);
    return after;
  }, initialRunState);
  return { events, state, results, unknown: translator.unknown, phase };
}

function withoutResult(profile: EngineProfile, exit: ProcessExit, spoke: boolean, answer: string): RunCompleted {
  const explained = profile.explain('', exit.code);
  const facts = {
    engine: profile.manifest.id,
    exit,
    ending: null,
    spoke,
    printed: '',
    trouble: null,
    explained,
    startUpTimeoutMs: 0,
  };
  return { kind: 'completed', ok: false, answer, problem: exitProblem(facts), usage: null };
}
