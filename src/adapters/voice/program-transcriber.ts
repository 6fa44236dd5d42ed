import type { ProgramResult, ProgramRunner } from '../../application/ports/system/program-runner.js';
import type { Recording, Transcriber, TranscriptionProblem } from '../../application/ports/voice/transcriber.js';
import type { VoiceSettings } from '../../application/values/config/chat-settings.js';
import type { StopSignal } from '../../domain/ports/stop-signal.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { RecordingFiles, RecordingFolder } from './recording-folder.js';

/** Hours of speech are less. */
const MOST_PRINTED_BYTES = 1024 * 1024;

/** So much of what a program says last is told. */
const SHOWN_LINES = 3;

/** What whisper.cpp prints before each line unless it is told not to. */
const TIMES = /^\[\d\d:\d\d:\d\d\.\d{3} --> \d\d:\d\d:\d\d\.\d{3}\] */gm;

/** Has a program of the person's own listen. */
export class ProgramTranscriber implements Transcriber {
  readonly #programs: ProgramRunner;
  readonly #folder: RecordingFolder;

  constructor(programs: ProgramRunner, folder: RecordingFolder) {
    this.#programs = programs;
    this.#folder = folder;
  }

  transcribe(
    recording: Recording,
    settings: VoiceSettings,
    stop: StopSignal,
  ): Promise<Result<string, TranscriptionProblem>> {
    const asWav = settings.command.some((word) => word.includes('{wav}'));
    return this.#folder.during({ recording, asWav, stop }, (files) => this.#call(files, settings, stop));
  }

  async #call(
    files: RecordingFiles,
    { command, language, timeoutMs }: VoiceSettings,
    stop: StopSignal,
  ): Promise<Result<string, TranscriptionProblem>> {
    const values = { wav: files.wav ?? files.file, file: files.file, language: language ?? 'auto' };
    const [program = '', ...args] = command.map((word) => filledIn(word, values));
    const called = await this.#programs.run({ program, args, timeoutMs, maxBytes: MOST_PRINTED_BYTES }, stop);
    if (called.ok) return heardBy(program, called.value);
    const { problem } = called;
    switch (problem.kind) {
      case 'missing':
        return fail({ kind: 'no-program', program });
      case 'cannot-start':
        return fail({ kind: 'program-failed', program, exitCode: null, said: problem.message });
      case 'late':
        return fail({ kind: 'timeout', who: program, timeoutMs });
      case 'stopped':
        return fail(problem);
    }
  }
}

function filledIn(word: string, values: Readonly<Record<'wav' | 'file' | 'language', string>>): string {
  return word.replace(/\{(wav|file|language)\}/g, (_, name: 'wav' | 'file' | 'language') => values[name]);
}

function heardBy(program: string, { exitCode, stdout, stderr }: ProgramResult): Result<string, TranscriptionProblem> {
  if (exitCode !== 0) {
    return fail({ kind: 'program-failed', program, exitCode, said: lastLines(stderr) ?? lastLines(stdout) });
  }
  const text = stdout.replace(TIMES, '').trim();
  return text === '' ? fail({ kind: 'nothing-said' }) : ok(text);
}

function lastLines(text: string): string | null {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.length === 0 ? null : lines.slice(-SHOWN_LINES).join('\n');
}
