import type { EngineProblem } from '../../../domain/run/run-event.js';
import { type JsonObject, listOf, numberOf, textOf } from '../lines/json-value.js';
import { kindByStatus } from '../stream/provider-problem.js';

/** Said of an id that is none of its conversations', of a text that is no id at all, and where there is none to go on with. */
const UNKNOWN_SESSION = /no conversation found (?:with session id|to continue)|--resume requires a valid session id/i;

/** What went wrong, from a result line and the error code of the message before it (`assistant.error`). */
export function resultProblem(result: JsonObject, code: string | null): EngineProblem {
  const message = errorText(result);
  return { kind: kindOf(result, code, message), message };
}

/** `result`, else the first of `errors` that is not the CLI's own diagnosis, else the subtype. */
function errorText(result: JsonObject): string {
  const errors = listOf(result['errors']).flatMap((error) => textOf(error) ?? []);
  const readable = errors.find((error) => !error.startsWith('[ede_diagnostic]'));
  return textOf(result['result']) ?? readable ?? textOf(result['subtype']) ?? 'unknown error';
}

function kindOf(result: JsonObject, code: string | null, message: string): EngineProblem['kind'] {
  const reason = textOf(result['terminal_reason']) ?? '';
  if (reason.startsWith('aborted')) return 'interrupted';
  if (reason === 'prompt_too_long' || /^prompt is too long/i.test(message)) return 'context-full';
  if (UNKNOWN_SESSION.test(message)) return 'session-unknown';
  if (/hit your (?:\w+ )?limit|usage limit reached|out of extra usage/i.test(message)) return 'quota';
  if (/\bstream idle timeout\b/i.test(message)) return 'stream-idle';
  return byCode(code) ?? kindByStatus(numberOf(result['api_error_status'])) ?? 'other';
}

function byCode(code: string | null): EngineProblem['kind'] | null {
  switch (code) {
    case 'authentication_failed':
    case 'oauth_org_not_allowed':
      return 'authentication';
    case 'billing_error':
      return 'quota';
    case 'rate_limit':
      return 'rate-limit';
    case 'overloaded':
      return 'overloaded';
    case 'model_not_found':
      return 'model';
    default:
      return null;
  }
}

/** What the CLI's last words on standard error mean when there was no result at all. */
export function explainStderr(stderr: string): EngineProblem['kind'] | null {
  if (UNKNOWN_SESSION.test(stderr)) return 'session-unknown';
  if (/^error: (?:unknown )?option|^error: input (?:must|contained)|cannot be used with root/im.test(stderr)) {
    return 'bad-usage';
  }
  return /not logged in|invalid api key/i.test(stderr) ? 'authentication' : null;
}
