import type { StopSignal } from '../../../domain/ports/stop-signal.js';
import type { Result } from '../../../domain/result.js';
import type { VoiceSettings } from '../../values/config/chat-settings.js';

/** A recording, as Telegram keeps it. */
export interface Recording {
  /** `voice`: Ogg with Opus in it. `video-note`: MP4. `audio`: whatever the person sent. */
  readonly kind: 'voice' | 'video-note' | 'audio';
  readonly bytes: Uint8Array;
  /** As the person's app named it; absent where it named none. */
  readonly name?: string;
  readonly mime?: string;
}

/** Why a recording was not understood. No address is in it but a host, and nothing of a key. */
export type TranscriptionProblem =
  /** There is neither a key for the provider, nor another server, nor a program. */
  | { readonly kind: 'no-key' }
  | { readonly kind: 'bad-address' }
  /** The host leads to an address that is neither public nor allowed. */
  | { readonly kind: 'forbidden-address'; readonly host: string; readonly address: string }
  /** However often it was tried. `code`: as Node names it. */
  | { readonly kind: 'unreachable'; readonly host: string; readonly code: string }
  | { readonly kind: 'wrong-key'; readonly host: string }
  /** Any other answer than a transcript; `said` is what the server gave as the reason, safe to show. */
  | { readonly kind: 'refused'; readonly host: string; readonly status: number; readonly said: string | null }
  | { readonly kind: 'unreadable-answer'; readonly host: string }
  /** `who`: the host or the program. */
  | { readonly kind: 'timeout'; readonly who: string; readonly timeoutMs: number }
  | { readonly kind: 'no-program'; readonly program: string }
  /** `exitCode` is `null` if a signal ended it; `said` are its last lines. */
  | {
      readonly kind: 'program-failed';
      readonly program: string;
      readonly exitCode: number | null;
      readonly said: string | null;
    }
  /** The program takes WAV only, and this is nothing that WAV can be made of here. */
  | { readonly kind: 'not-opus' }
  /** What is to make WAV of it is missing or broken. */
  | { readonly kind: 'no-decoder' }
  /** The sound is longer than a program is given. */
  | { readonly kind: 'too-long'; readonly mostMinutes: number }
  /** The disk refused the file for the program. */
  | { readonly kind: 'not-written'; readonly code: string }
  /** Nothing was said, as far as can be heard. */
  | { readonly kind: 'nothing-said' }
  | { readonly kind: 'stopped' };

/** Turns speech into text, by whatever the settings name. */
export interface Transcriber {
  /** Gives what was said, trimmed and never empty. Tries again itself where that helps. */
  transcribe(
    recording: Recording,
    settings: VoiceSettings,
    stop: StopSignal,
  ): Promise<Result<string, TranscriptionProblem>>;
}
