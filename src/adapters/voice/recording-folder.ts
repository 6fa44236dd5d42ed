import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { LoopTurns } from '../../application/ports/system/loop-turns.js';
import type { Recording, TranscriptionProblem } from '../../application/ports/voice/transcriber.js';
import { errorCode } from '../../domain/error-text.js';
import type { StopSignal } from '../../domain/ports/stop-signal.js';
import type { TokenSource } from '../../domain/ports/token-source.js';
import { fail, ok, type Result } from '../../domain/result.js';

/** Files that a program listens to: the recording as it came, and as WAV where that is asked for. */
export interface RecordingFiles {
  readonly file: string;
  readonly wav: string | null;
}

/** Which files are to be made of a recording. */
export interface RecordingOrder {
  readonly recording: Recording;
  readonly asWav: boolean;
  readonly stop: StopSignal;
}

/** Where recordings are while a program listens to them: a directory of our own, emptied when it is first used. */
export class RecordingFolder {
  readonly #directory: string;
  readonly #tokens: TokenSource;
  readonly #turns: LoopTurns;
  #emptied: Promise<void> | null = null;

  constructor(directory: string, tokens: TokenSource, turns: LoopTurns) {
    this.#directory = directory;
    this.#tokens = tokens;
    this.#turns = turns;
  }

  /** Has the files there while they are used, and not a moment longer. */
  async during<T>(
    order: RecordingOrder,
    use: (files: RecordingFiles) => Promise<Result<T, TranscriptionProblem>>,
  ): Promise<Result<T, TranscriptionProblem>> {
    const directory = join(this.#directory, this.#tokens.next());
    try {
      const made = await this.#make(directory, order).catch((error: unknown) => fail(unwritten(error)));
      return made.ok ? await use(made.value) : made;
    } finally {
      // What the disk keeps goes when the directory is first used again.
      await rm(directory, { recursive: true, force: true }).catch(() => undefined);
    }
  }

  async #make(
    directory: string,
    { recording, asWav, stop }: RecordingOrder,
  ): Promise<Result<RecordingFiles, TranscriptionProblem>> {
    this.#emptied ??= rm(this.#directory, { recursive: true, force: true });
    await this.#emptied.catch((error: unknown) => {
      this.#emptied = null;
      throw error;
    });
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const path = join(directory, `recording${extensionOf(recording)}`);
    {
      await using file = await open(path, 'wx', 0o600);
      await file.writeFile(recording.bytes);
    }
    if (!asWav) return ok({ file: path, wav: null });
    if (isWav(recording.bytes)) return ok({ file: path, wav: path });
    const wav = join(directory, 'recording-16k.wav');
    await using file = await open(wav, 'wx', 0o600);
    // The decoder stands beside the program, where people can exchange it.
    const opus = await import('./opus-wav.js').catch(() => null);
    if (opus === null) return fail({ kind: 'no-decoder' });
    const { MOST_MINUTES, writeOpusAsWav } = opus;
    const written = await writeOpusAsWav(recording.bytes, file, { turns: this.#turns, stop });
    if (written.ok) return ok({ file: path, wav });
    return fail(
      written.problem === 'too-long' ? { kind: written.problem, mostMinutes: MOST_MINUTES } : { kind: written.problem },
    );
  }
}

/** Only what the system refused is a matter of the disk; anything else is a bug. */
function unwritten(error: unknown): TranscriptionProblem {
  const code = errorCode(error);
  if (code === null || !(error instanceof Error && 'syscall' in error)) throw error;
  return { kind: 'not-written', code };
}

/** Programs tell a format by it; only what is plain is believed. */
function extensionOf({ kind, name }: Recording): string {
  if (kind === 'voice') return '.ogg';
  if (kind === 'video-note') return '.mp4';
  return /\.[A-Za-z0-9]{1,5}$/.exec(name ?? '')?.[0].toLowerCase() ?? '';
}

function isWav(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 12)).toString('latin1');
  return head.startsWith('RIFF') && head.endsWith('WAVE');
}
