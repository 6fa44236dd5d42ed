import type { Recording, Transcriber, TranscriptionProblem } from '../../application/ports/voice/transcriber.js';
import type { VoiceSettings } from '../../application/values/config/chat-settings.js';
import type { StopSignal } from '../../domain/ports/stop-signal.js';
import type { Result } from '../../domain/result.js';

/** Has a program listen where the configuration names one, else a server; decided for each recording. */
export class VoiceTranscriber implements Transcriber {
  readonly #server: Transcriber;
  readonly #program: Transcriber;

  constructor(server: Transcriber, program: Transcriber) {
    this.#server = server;
    this.#program = program;
  }

  transcribe(
    recording: Recording,
    settings: VoiceSettings,
    stop: StopSignal,
  ): Promise<Result<string, TranscriptionProblem>> {
    const listener = settings.command.length > 0 ? this.#program : this.#server;
    return listener.transcribe(recording, settings, stop);
  }
}
