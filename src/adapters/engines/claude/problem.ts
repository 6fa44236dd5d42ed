import type { EngineProblem } from '../../../domain/run/run-event.js';
import { type JsonObject, listOf, numberOf, textOf } from '../lines/json-value.js';
import { providerProblem } from '../stream/provider-problem.js';

/** Said of an id that is none of its conversations', of a text that is no id at all, and where there is none to go on with. */
const UNKNOWN_SESSION = /no conversation found (?:with session id|to continue)|--resume requires a valid session id/i;

/** What was said before a result line that bears on it. */
export interface ResultContext {
  /** The error code of the message before it (`assistant.error`). */
  readonly code: string | null;
  /** When the limit is over that was told last, in milliseconds since the epoch. */
  readonly resetsAt: number | null;
}

/** What went wrong, from a result line; `null` for a good one. */
export function resultProblem(result: JsonObject, { code, resetsAt }: ResultContext): EngineProblem | null {
  if (result['is_error'] !== true) return isRefusal(result) ? REFUSED : null;
  const message = errorText(result);
  const own = ownKind(result, message);
  const facts = {
    codes: [code === 'server_error' ? null : code, result['subtype']],
    status: numberOf(result['api_error_status']),
  };
  const problem = providerProblem(message, facts);
  if (own !== null) return { kind: own, message: problem.message };
  const limited = problem.kind === 'quota' || problem.kind === 'rate-limit';
  return limited && resetsAt !== null ? { resetsAt, ...problem } : problem;
}

const REFUSED: EngineProblem = { kind: 'refused', message: 'The model refused to answer this (stop reason: refusal).' };

/** A refusal of the model's safeguards is a success to the CLI. */
function isRefusal(result: JsonObject): boolean {
  return result['stop_reason'] === 'refusal';
}

/** `result`, else the first of `errors` that is not the CLI's own diagnosis, else the subtype. */
function errorText(result: JsonObject): string {
  const errors = listOf(result['errors']).flatMap((error) => textOf(error) ?? []);
  const readable = errors.find((error) => !error.startsWith('[ede_diagnostic]'));
  return (
    textOf(result['result']) ??
    readable ??
    OWN_LIMITS.get(result['subtype']) ??
    textOf(result['subtype']) ??
    'unknown error'
  );
}

/** Limits of the CLI itself, which are named by the subtype alone. */
const OWN_LIMITS: ReadonlyMap<unknown, string> = new Map([
  ['error_max_turns', 'Claude Code reached its limit of turns.'],
  ['error_max_budget_usd', 'Claude Code reached its limit of spending.'],
  [
    'error_max_structured_output_retries',
    'Claude Code gave up: the model gave no output in the form that was asked for.',
  ],
]);

function ownKind(result: JsonObject, message: string): EngineProblem['kind'] | null {
  const reason = textOf(result['terminal_reason']) ?? '';
  if (reason.startsWith('aborted')) return 'interrupted';
  if (reason === 'prompt_too_long') return 'context-full';
  if (OWN_LIMITS.has(result['subtype'])) return 'engine-limit';
  return UNKNOWN_SESSION.test(message) ? 'session-unknown' : null;
}

/** What the CLI's last words on standard error mean when there was no result at all. */
export function explainStderr(stderr: string): EngineProblem['kind'] | null {
  if (UNKNOWN_SESSION.test(stderr)) return 'session-unknown';
  if (/^error: (?:unknown )?option|^error: input (?:must|contained)|cannot be used with root/im.test(stderr)) {
    return 'bad-usage';
  }
  return /not logged in|invalid api key/i.test(stderr) ? 'authentication' : null;
}
