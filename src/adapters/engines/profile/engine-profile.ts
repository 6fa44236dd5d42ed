import type { EngineOrder } from '../../../domain/engine/engine.js';
import type { EngineManifest } from '../../../domain/engine/engine-manifest.js';
import type { Result } from '../../../domain/result.js';
import type { PersonWord } from '../../../domain/run/person-line.js';
import type { ResumeToken } from '../../../domain/run/resume-token.js';
import type { EngineProblem, RunEvent } from '../../../domain/run/run-event.js';
import type { EngineVariables } from '../environment/environment.js';
import type { JsonObject } from '../lines/json-value.js';
import type { ProcessExit } from '../process/engine-process.js';

/** How a program is started for one order. */
export interface EngineLaunch {
  /** Everything after the program's name; a person's words are never among them. */
  readonly args: readonly string[];
  /** What is written to standard input before it is closed; `null` for nothing at all. */
  readonly stdin: string | null;
  /** Standard input is not closed then, but by the end of what the translator's `dialogue` has to say. */
  readonly keepsInput?: boolean;
  /** Variables that are set whatever the environment says. */
  readonly variables: Readonly<Record<string, string>>;
  /** Variables that are set where the environment says nothing. */
  readonly defaults: Readonly<Record<string, string>>;
  /** Variables that the program must not see. */
  readonly removed: readonly string[];
}

/** `answered`: the last thing said was a result. `background`: so it was, but work goes on that may lead to another. */
export type TranslatorPhase = 'working' | 'answered' | 'background';

/** Turns one run's lines of output into events. Pure: it sees no clock, no process and no file. */
export interface Translator {
  /** The events of one line. Never throws for a line of unknown shape. */
  translate(line: JsonObject): readonly RunEvent[];
  /**
   * What only the end of the output makes certain, such as the result of a program that has no line for it; asked once,
   * when the program is gone.
   */
  atEnd(exit: ProcessExit): readonly RunEvent[];
  /** What has been said so far, for a run that ends without a result. Markdown. */
  readonly text: string;
  /** What the run is doing after the lines so far. */
  readonly phase: TranslatorPhase;
  /** Line types that were not known, and how often each came. */
  readonly unknown: ReadonlyMap<string, number>;
  /** What is said back to a program whose input stays open. */
  readonly dialogue?: Dialogue;
}

/** The way from persons to a program whose standard input stays open. Pure, as a `Translator` is. */
export interface Dialogue {
  /** The lines that say it; none if it comes too late. */
  say(word: PersonWord): readonly JsonObject[];
  /** What the program must be told after the lines so far although no person says so; each is given once. */
  replies(): readonly JsonObject[];
  /** The line that asks the program to stop what it is doing. */
  interrupt(): JsonObject;
}

/** How one agent CLI is run; everything else is the same for all of them. */
export interface EngineProfile {
  readonly manifest: EngineManifest;
  /** Variables of the environment that it may see, beyond those that every program may. */
  readonly variables: EngineVariables;
  /** How long it may take until its first line. */
  readonly startUpTimeoutMs: number;
  /** How it is started for the order; a problem if the settings make that impossible. */
  launch(order: EngineOrder): Result<EngineLaunch, EngineProblem>;
  /** A translator for one run. */
  translator(order: EngineOrder): Translator;
  /** Whether a conversation can be gone on with only in the directory where it began. */
  readonly boundToDirectory: boolean;
  /** What an exit without a result means, told from its code and its last lines on standard error; `null` if unknown. */
  explain(stderr: string, code: number | null): EngineProblem['kind'] | null;
  resumeLine(token: ResumeToken): string;
  parseResumeLine(line: string): string | null;
}
