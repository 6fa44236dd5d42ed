import { closeSync, constants, futimesSync, openSync, rmSync, statSync } from 'node:fs';
import type { LifeSign } from '../../application/ports/system/life-sign.js';
import type { Alarm, Cancel } from '../../domain/ports/alarm.js';
import type { Clock, Instant } from '../../domain/ports/clock.js';

/** Between two signs of life, in milliseconds. */
const BEAT_MS = 3_000;
const FLAGS = constants.O_WRONLY | constants.O_CREAT | constants.O_NOFOLLOW;

/**
 * A file that is there while the program runs, and whose time of change is its last sign of life: the kernel keeps that
 * however the process ends, and writes it to the disk whenever it likes. What the disk refuses costs the sign only.
 */
export class LifeFile implements LifeSign {
  readonly brokeOffAt: Instant | null;
  readonly #path: string;
  readonly #alarm: Alarm;
  readonly #clock: Clock;
  #file: number | null = null;
  #disarm: Cancel = () => undefined;

  /** Looks at what the process before this one left. */
  constructor(path: string, alarm: Alarm, clock: Clock) {
    this.#path = path;
    this.#alarm = alarm;
    this.#clock = clock;
    this.brokeOffAt = changedAt(path);
  }

  begin(): void {
    try {
      this.#file ??= openSync(this.#path, FLAGS, 0o600);
    } catch {
      return;
    }
    this.#beat();
  }

  end(): void {
    this.#disarm();
    const file = this.#file;
    this.#file = null;
    if (file === null) return;
    try {
      closeSync(file);
      rmSync(this.#path, { force: true });
    } catch {
      // Then the next start greets as after a crash, and that is all.
    }
  }

  #beat(): void {
    const file = this.#file;
    if (file === null) return;
    const seconds = this.#clock.now() / 1_000;
    try {
      futimesSync(file, seconds, seconds);
    } catch {
      // The next one may do better.
    }
    this.#disarm = this.#alarm.after(BEAT_MS, () => this.#beat());
  }
}

function changedAt(path: string): Instant | null {
  const found = statSync(path, { throwIfNoEntry: false });
  return found?.isFile() === true ? Math.round(found.mtimeMs) : null;
}
