import type { TranscriptionProblem } from '../../ports/voice/transcriber.js';
import type { FileGateProblem } from '../../values/file-gate-problem.js';
import { codeBlock, codeSpan, escapeMarkdown } from '../text/markdown.js';
import { quoteBlock } from '../text/quote-block.js';
import { safeError } from '../text/safe-error.js';
import { sizeText } from '../text/size-text.js';

/** Why nothing was understood of a recording. */
export type VoiceProblem =
  /** Nobody is to listen. */
  | { readonly kind: 'off' }
  | { readonly kind: 'too-large'; readonly maxBytes: number }
  | { readonly kind: 'not-fetched'; readonly problem: Exclude<FileGateProblem, { kind: 'too-large' | 'stopped' }> }
  | Exclude<TranscriptionProblem, { kind: 'stopped' }>;

/** What the buttons say under what was understood, or was not. */
export const VOICE_LABELS = { again: 'Try again', send: 'Send', edit: 'Edit (copy)', drop: 'Drop' } as const;

const TABLE = codeSpan('[transports.telegram]');

/** So much of what a server or a program says of its failure is shown. */
const LONGEST_REASON = 300;

/** What was understood, as Markdown. */
export function understoodText(words: string): string {
  return `🎙 ${escapeMarkdown(words)}`;
}

/** The question whether that is what was said; words that are too long for a button to copy can be tapped. */
export function confirmText(words: string, isCopiedByTap: boolean): string {
  const shown = isCopiedByTap ? codeBlock(words) : quoteBlock(escapeMarkdown(words));
  const edit = isCopiedByTap ? ' To correct it, tap the text to copy it, and send it as a message.' : '';
  return `🎙 I understood:\n\n${shown}\n\nNothing was started yet. Is that right?${edit}`;
}

/** That nothing was started, why, and what to do; Markdown. */
export function voiceProblemText(problem: VoiceProblem): string {
  return `🎙 Nothing was started: ${reason(problem)}`;
}

function reason(problem: VoiceProblem): string {
  switch (problem.kind) {
    case 'off':
      return `voice messages are off. Set ${codeSpan('voice_transcription = true')} under ${TABLE} in untether.toml to turn them into text.`;
    case 'too-large':
      return `the recording is larger than the ${sizeText(problem.maxBytes)} that ${codeSpan('voice_max_bytes')} allows. Send a shorter one, or raise the limit.`;
    case 'not-fetched':
      return notFetched(problem.problem);
    case 'no-key':
      return `there is nothing yet that turns speech into text. Set ${codeSpan('voice_transcription_api_key')}, ${codeSpan('voice_transcription_base_url')} (a server of your own) or ${codeSpan('voice_transcription_command')} (a program) under ${TABLE}.`;
    case 'bad-address':
      return `${codeSpan('voice_transcription_base_url')} is no address that can be used. Check it in untether.toml.`;
    case 'forbidden-address':
      return forbidden(problem);
    case 'unreachable':
      return `${named(problem.host)} could not be reached (${problem.code}), however often I tried. Check the network and the server, or write it as text.`;
    case 'wrong-key':
      return `${named(problem.host)} does not accept the key. Check ${codeSpan('voice_transcription_api_key')}.`;
    case 'refused':
      return refused(problem);
    case 'unreadable-answer':
      return `${named(problem.host)} answered, but with no transcript. Check ${codeSpan('voice_transcription_base_url')}: it usually ends in ${codeSpan('/v1')}.`;
    case 'timeout':
      return `${named(problem.who)} took longer than ${problem.timeoutMs / 1_000} s. Send a shorter recording, or raise ${codeSpan('voice_timeout_s')}.`;
    case 'no-program':
      return `there is no program ${named(problem.program)}. Install it, or correct ${codeSpan('voice_transcription_command')}.`;
    case 'program-failed':
      return programFailed(problem);
    case 'not-opus':
      return `this recording can’t be made into a WAV file. Send a voice message, or use ${codeSpan('{file}')} in ${codeSpan('voice_transcription_command')} if your program reads other formats.`;
    case 'no-decoder':
      return `what turns recordings into WAV files is missing or broken in this installation. Install Untether again, or use ${codeSpan('{file}')} in ${codeSpan('voice_transcription_command')} if your program reads Ogg.`;
    case 'too-long':
      return `the recording is longer than ${problem.mostMinutes} minutes. Send it in parts.`;
    case 'not-written':
      return `the recording could not be written to disk (${problem.code}). Free some space, then try again.`;
    case 'nothing-said':
      return 'no words were understood. Speak closer to the microphone, or write it as text.';
  }
}

function notFetched(problem: Extract<VoiceProblem, { kind: 'not-fetched' }>['problem']): string {
  switch (problem.kind) {
    case 'refused':
      return 'Telegram no longer has the recording. Send it again.';
    case 'local-path':
      return 'the Bot API server runs with --local and gives no recordings out. Start it without that option.';
    case 'unavailable':
    case 'flood':
      return 'Telegram did not give the recording out. Try again in a minute.';
  }
}

function forbidden({ host, address }: Extract<VoiceProblem, { kind: 'forbidden-address' }>): string {
  const what = host === address ? `${codeSpan(address)} is` : `${named(host)} leads to ${codeSpan(address)}, which is`;
  return `${what} not a public address, so it was not reached. If your server is there, add it to ${codeSpan('voice_transcription_url_allowlist')}.`;
}

function refused({ host, status, said }: Extract<VoiceProblem, { kind: 'refused' }>): string {
  const because = said === null ? '' : `: ${escapeMarkdown(safeError(said, LONGEST_REASON))}`;
  return `${named(host)} answered ${status}${because}. Check ${codeSpan('voice_transcription_model')} and the server.`;
}

function programFailed({ program, exitCode, said }: Extract<VoiceProblem, { kind: 'program-failed' }>): string {
  const how = exitCode === null ? 'did not run to its end' : `ended with exit code ${exitCode}`;
  const because = said === null ? '' : ` It says: ${escapeMarkdown(safeError(said, LONGEST_REASON))}`;
  return `${named(program)} ${how}. Check ${codeSpan('voice_transcription_command')}.${because}`;
}

function named(name: string): string {
  return codeSpan(name);
}
