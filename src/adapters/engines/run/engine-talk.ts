import type { Alarm, Cancel } from '../../../domain/ports/alarm.js';
import type { PersonWord, PersonWords } from '../../../domain/run/person-line.js';
import type { JsonObject } from '../lines/json-value.js';
import type { EngineProcess } from '../process/engine-process.js';
import type { EngineTimings } from '../process/engine-timings.js';
import type { Dialogue, TranslatorPhase } from '../profile/engine-profile.js';

/** What a program is talked to with. */
export interface TalkTools {
  readonly alarm: Alarm;
  readonly timings: EngineTimings;
}

/** Who talks with whom. */
export interface TalkParts {
  /** Undefined for a program that hears nothing but its first prompt. */
  readonly dialogue: Dialogue | undefined;
  readonly process: EngineProcess;
  readonly person: PersonWords | undefined;
}

/** Writes to one program what its dialogue has to say, and closes its input after its last result. */
export class EngineTalk {
  readonly #dialogue: Dialogue | null;
  readonly #process: EngineProcess;
  readonly #tools: TalkTools;
  readonly #unlisten: () => void;
  #lastWord: Cancel = () => {};
  #open: boolean;
  /** Whether something goes on behind the conversation, so that another turn may follow. */
  #background = false;
  /** Whether more than the first prompt was said; a program may make a turn of its own of it. */
  #told = false;

  constructor({ dialogue, process, person }: TalkParts, tools: TalkTools) {
    this.#dialogue = dialogue ?? null;
    this.#process = process;
    this.#tools = tools;
    this.#open = dialogue !== undefined;
    this.#unlisten = this.#open ? (person?.listen((word) => this.#say(word)) ?? (() => {})) : () => {};
  }

  /** Lines came, and this is what the run is doing after them. */
  heard(phase: TranslatorPhase): void {
    if (!this.#open) return;
    this.#write(this.#dialogue?.replies() ?? []);
    this.#lastWord();
    if (phase !== 'answered') this.#background = phase === 'background';
    else if (this.#background || this.#told)
      this.#lastWord = this.#tools.alarm.after(this.#tools.timings.lastWordMs, () => this.close());
    else this.close();
  }

  /** Asks the program to stop what it does; `false` if it can't be told. */
  interrupt(): boolean {
    if (!this.#open || this.#dialogue === null) return false;
    [this.#background, this.#told] = [false, false];
    this.#write([this.#dialogue.interrupt()]);
    return true;
  }

  /** Nothing more is said; may be called again. */
  close(): void {
    this.#lastWord();
    if (!this.#open) return;
    this.#open = false;
    this.#unlisten();
    this.#process.closeInput();
  }

  #say(word: PersonWord): void {
    if (word.kind === 'message') this.#told = true;
    this.#write(this.#dialogue?.say(word) ?? []);
  }

  #write(lines: readonly JsonObject[]): void {
    for (const line of lines) this.#process.write(`${JSON.stringify(line)}\n`);
  }
}
