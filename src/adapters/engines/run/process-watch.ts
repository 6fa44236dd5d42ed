import type { Alarm, Cancel } from '../../../domain/ports/alarm.js';
import type { Clock } from '../../../domain/ports/clock.js';
import type { OutputLine } from '../lines/json-lines.js';
import { LineReader } from '../lines/line-reader.js';
import type { EngineProcess, ProcessExit } from '../process/engine-process.js';
import type { EngineTimings } from '../process/engine-timings.js';
import type { TranslatorPhase } from '../profile/engine-profile.js';

/** Why a process was ended by us. */
export type Ending = 'stopped' | 'no-first-line' | 'lingered';

/** How long a process may take for what, and whether what it leaves behind is ended. */
export interface WatchLimits {
  readonly timings: EngineTimings;
  readonly startUpTimeoutMs: number;
  readonly reap: boolean;
}

/** An exit that was never seen: the process hangs in the kernel. */
const UNSEEN: ProcessExit = { code: null, signal: null };

/**
 * Reads a process to its end and sees to it that there is one: nothing printed in time, no exit after a result, a pipe
 * held open by somebody else. Silence in the middle of a run is not judged here; an agent may think as long as it likes.
 */
export class ProcessWatch {
  readonly #process: EngineProcess;
  readonly #limits: WatchLimits;
  readonly #alarm: Alarm;
  readonly #clock: Clock;
  readonly #reader: LineReader;
  #patience: Cancel = () => {};
  #held: Cancel = () => {};
  #asked: Cancel = () => {};
  #killWait: Cancel = () => {};
  #ending: Ending | null = null;
  #exit: ProcessExit | null = null;
  #spoke = false;
  #closed = false;
  #lookedAtMs: number;

  constructor(process: EngineProcess, limits: WatchLimits, time: { readonly alarm: Alarm; readonly clock: Clock }) {
    this.#process = process;
    this.#limits = limits;
    this.#alarm = time.alarm;
    this.#clock = time.clock;
    this.#lookedAtMs = time.clock.monotonicMs();
    this.#reader = new LineReader(process.stdout);
    this.#wait(limits.startUpTimeoutMs, 'no-first-line');
    void process.exited.then((exit) => {
      this.#exit = exit;
      this.#releaseOutput();
    });
  }

  /** Why we ended it; `null` if it ended by itself, or still runs. */
  get ending(): Ending | null {
    return this.#ending;
  }

  get exit(): ProcessExit {
    return this.#exit ?? UNSEEN;
  }

  /** Whether it had to be killed: it did not end when it was told to. */
  get killed(): boolean {
    return this.#ending !== null && (this.exit.signal === 'SIGKILL' || this.exit === UNSEEN);
  }

  /** Whether it has printed a line. */
  get spoke(): boolean {
    return this.#spoke;
  }

  /** What it prints, until it can't print any more. */
  lines(): AsyncGenerator<readonly OutputLine[], void, undefined> {
    return this.#reader.chunks();
  }

  /** Lines came, whether or not any so far could be understood, and this is what the run is doing after them. */
  heard(lines: number, understood: boolean, phase: TranslatorPhase): void {
    if (lines === 0) return;
    this.#spoke = true;
    if (understood) this.#patience();
    const { lingerMs, backgroundLingerMs, lookMs } = this.#limits.timings;
    if (phase !== 'working') this.#wait(phase === 'background' ? backgroundLingerMs : lingerMs, 'lingered');
    const nowMs = this.#clock.monotonicMs();
    if (nowMs - this.#lookedAtMs < lookMs) return;
    this.#lookedAtMs = nowMs;
    void this.#process.look();
  }

  /** Ends everything, for the reason given unless there was one before. */
  end(why: Ending): void {
    this.#ending ??= why;
    void this.#process.end();
  }

  /** The same, but it was asked in words to come to an end and has a moment for that. */
  endSoon(why: Ending, withinMs: number): void {
    this.#ending ??= why;
    this.#asked = this.#alarm.after(withinMs, () => void this.#process.end());
  }

  /** Resolves when a process that prints no more is gone, with all that is to go with it. */
  async over(): Promise<void> {
    this.#patience();
    this.#wait(this.#limits.timings.lingerMs, 'lingered');
    this.#exit = await this.#seenOrGivenUp();
    await this.close();
  }

  /** Ends what is left and lets go of it; how many processes had to be ended. May be called again. */
  async close(): Promise<number> {
    this.#closed = true;
    const left = this.#exit?.code === 0 && this.#ending === null && !this.#limits.reap;
    const swept = left ? 0 : await this.#process.end();
    this.#patience();
    this.#held();
    this.#asked();
    this.#killWait();
    this.#process.detach();
    return swept;
  }

  /** 0 is no limit. */
  #wait(ms: number, why: Ending): void {
    if (ms === 0) return;
    this.#patience = this.#alarm.after(ms, () => {
      // Whoever takes the lines is behind; the process can't be blamed for that.
      if (this.#reader.behind) this.#wait(ms, why);
      else this.end(why);
    });
  }

  /** The process is gone: whoever else holds its output has a moment to let go of it. */
  #releaseOutput(): void {
    if (this.#closed) return;
    this.#held = this.#alarm.after(this.#limits.timings.outputHeldMs, () => {
      if (this.#reader.behind) this.#releaseOutput();
      else void this.close();
    });
  }

  /** How it exited; unseen if it was ended and nothing is heard of it for a while. */
  #seenOrGivenUp(): Promise<ProcessExit> {
    const { promise, resolve } = Promise.withResolvers<ProcessExit>();
    void this.#process.exited.then(resolve);
    void this.#process.ended.then(() => {
      if (this.#exit !== null) return;
      this.#killWait = this.#alarm.after(this.#limits.timings.killWaitMs, () => resolve(UNSEEN));
    });
    return promise;
  }
}
