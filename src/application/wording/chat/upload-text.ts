import type { FileProblem } from '../../ports/system/file-vault.js';
import type { FileGateProblem } from '../../values/file-gate-problem.js';
import { codeSpan } from '../text/markdown.js';
import { sizeText } from '../text/size-text.js';
import { fileComplaint } from '../triggers/file-problem-text.js';

const MEBIBYTE = 1_024 * 1_024;

/** A file in what is told of it. */
export interface ToldFile {
  readonly shown: string;
  readonly bytes: number;
}

/** A file that is not there, and why. */
export interface ToldFailure {
  readonly name: string;
  readonly reason: string;
}

/** What an agent is told of files that a person sent, by their paths, and of those that are not there. */
export function filesNote(shown: readonly string[], missing: readonly string[]): string {
  const there = shown.length === 1 ? [`[uploaded file: ${shown[0]}]`] : [];
  const list = shown.length > 1 ? ['[uploaded files]', ...shown.map((path) => `- ${path}`)] : [];
  return [...there, ...list, ...missing.map((name) => `[not uploaded: ${name}]`)].join('\n');
}

/** What was saved, and what that is good for. */
export function savedText(saved: readonly ToldFile[]): string {
  const lines = saved.map(({ shown, bytes }) => `${codeSpan(shown)} (${sizeText(bytes)})`);
  const [only] = lines;
  if (lines.length === 1) return `📎 Saved ${only}\n\nReply to this message to start a task with it.`;
  return `📎 Saved ${lines.length} files:\n${bullets(lines)}\n\nReply to this message to start a task with them.`;
}

/** Which files were not saved, and why. */
export function notSavedText(failures: readonly ToldFailure[]): string {
  const lines = failures.map(({ name, reason }) => `${codeSpan(name)}: ${reason}`);
  return lines.length === 1
    ? `📎 Not saved: ${lines[0]}`
    : `📎 ${lines.length} files were not saved:\n${bullets(lines)}`;
}

/** The same of those without which a task runs. */
export function runsWithoutText(failures: readonly ToldFailure[]): string {
  return `${notSavedText(failures)}\n\nThe task runs without ${failures.length === 1 ? 'it' : 'them'}.`;
}

/** Why a file was not saved, and what to do about it; Markdown, whole sentences. */
export function uploadProblemText(problem: FileGateProblem | FileProblem): string {
  if ('path' in problem) return storeProblemText(problem);
  switch (problem.kind) {
    case 'too-large':
      return `it is larger than ${limitText(problem.maxBytes)}, the limit for files from chats. Send a smaller one, or raise ${codeSpan('max_upload_bytes')}; Telegram’s own servers give bots no more than 20 MiB.`;
    case 'refused':
      return `Telegram does not hand it out (${problem.reason}). Send it again.`;
    case 'local-path':
      return `your Bot API server keeps files on its own disk. Start it without ${codeSpan('--local')}.`;
    case 'unavailable':
      return `the download failed (${problem.reason}).`;
    case 'flood':
      return `Telegram asks to wait ${Math.ceil(problem.retryAfterMs / 1_000)} s. Try again then.`;
    case 'stopped':
      return 'Untether is about to restart. Send it again in a minute.';
  }
}

function storeProblemText(problem: FileProblem): string {
  switch (problem.kind) {
    case 'denied-name':
      return `its name is off limits (${codeSpan(problem.glob)}): such files may hold secrets, or tools run them. Send it under another name.`;
    case 'outside-roots':
      return 'its directory leads out of the project. Save it to another one.';
    case 'own-file':
      return 'the path belongs to Untether’s own configuration or state. Choose another one.';
    case 'disk-full':
      return 'the disk is full. Free some space, then try again.';
    case 'too-large':
      return `it is larger than ${limitText(problem.maxBytes)}, the limit for files from chats. Send a smaller one, or raise ${codeSpan('max_upload_bytes')}.`;
    default: {
      const { message, hint } = fileComplaint(problem);
      return `${message} ${hint}`;
    }
  }
}

/** Limits are written by powers of two. */
function limitText(bytes: number): string {
  return bytes >= MEBIBYTE && bytes % MEBIBYTE === 0 ? `${bytes / MEBIBYTE} MiB` : sizeText(bytes);
}

function bullets(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n');
}
