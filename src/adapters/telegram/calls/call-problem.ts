import { ParseError, TelegramApiError, TelegramBotError } from 'node-telegram-bot-api';
import type { ChatId } from '../../../domain/ids.js';

/** Why a call of the Bot API gave no result. No `reason` ever holds the token. */
export type CallProblem =
  /** 429: be silent for a while. */
  | { readonly kind: 'flood'; readonly retryAfterMs: number; readonly reason: string }
  /** The group became a supergroup; its messages have other ids there. */
  | { readonly kind: 'moved'; readonly to: ChatId; readonly reason: string }
  /** Nobody can be reached in the chat: blocked, kicked, deleted, or no right to write. */
  | { readonly kind: 'gone'; readonly reason: string }
  /** 401, or the 404 for a token that never was one. */
  | { readonly kind: 'unauthorized'; readonly reason: string }
  /** 409: somebody else polls, or a webhook is set. */
  | { readonly kind: 'conflict'; readonly webhook: boolean; readonly reason: string }
  | { readonly kind: 'not-modified'; readonly reason: string }
  /** The message to edit or delete is not there. */
  | { readonly kind: 'message-missing'; readonly reason: string }
  /** The message is there, but too old to be deleted, or not ours. */
  | { readonly kind: 'message-fixed'; readonly reason: string }
  | { readonly kind: 'thread-missing'; readonly reason: string }
  | { readonly kind: 'reply-missing'; readonly reason: string }
  /** Telegram will not take this, however often it is sent. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** Network, deadline, 5xx, nonsense: it may work later, and may even have worked this time. */
  | { readonly kind: 'unavailable'; readonly reason: string }
  /** We ended the call ourselves. */
  | { readonly kind: 'stopped'; readonly reason: string };

const DEFAULT_RETRY_AFTER_S = 5;
const LEAST_RETRY_AFTER_S = 1;

/** Texts of the Bot API server (`td/telegram-bot-api`, `tdlib/td`) by what they mean for a chat; the first match counts. */
const MEANINGS: readonly (readonly [
  RegExp,
  'not-modified' | 'message-missing' | 'message-fixed' | 'thread-missing' | 'reply-missing' | 'gone',
])[] = [
  [/message is not modified|MESSAGE_NOT_MODIFIED/i, 'not-modified'],
  [/thread not found|TOPIC_DELETED|TOPIC_CLOSED|TOPIC_ID_INVALID/i, 'thread-missing'],
  [/repl(y|ied).{0,100}not found|REPLY_MESSAGE_ID_INVALID/i, 'reply-missing'],
  [
    /message to (edit|delete|react|be edited|be deleted) not found|MESSAGE_ID_INVALID|message not found/i,
    'message-missing',
  ],
  [/message can't be (edited|deleted)|MESSAGE_(DELETE|EDIT)_FORBIDDEN/i, 'message-fixed'],
  [/chat not found|user not found|PEER_ID_INVALID|CHAT_ID_INVALID|deactivated|was deleted|was kicked/i, 'gone'],
  [/rights to send|WRITE_FORBIDDEN|CHAT_RESTRICTED|CHAT_SEND_\w+_FORBIDDEN|administrator rights/i, 'gone'],
];

/** What an error of the vendor's client means; the only place that looks at vendor errors. Causes are not kept: they may hold the URL. */
export function callProblem(error: unknown): CallProblem {
  if (error instanceof TelegramApiError && typeof error.errorCode === 'number') return apiProblem(error);
  if (error instanceof ParseError) return { kind: 'unavailable', reason: 'the answer is not JSON' };
  if (error instanceof TelegramBotError)
    return { kind: 'unavailable', reason: `${error.message}${networkCode(error)}` };
  return { kind: 'unavailable', reason: `unexpected answer${networkCode(error)}` };
}

function apiProblem(error: TelegramApiError): CallProblem {
  const code = error.errorCode;
  const text = String(error.description ?? '');
  const reason = `${code} ${text}`.trim();
  if (code === 429) return { kind: 'flood', retryAfterMs: retryAfterMs(error.retryAfter), reason };
  if (code >= 500) return { kind: 'unavailable', reason };
  if (code === 401 || code === 404) return { kind: 'unauthorized', reason };
  if (code === 409) return { kind: 'conflict', webhook: /webhook/i.test(text), reason };
  if (typeof error.migrateToChatId === 'number') return { kind: 'moved', to: error.migrateToChatId, reason };
  const meaning = MEANINGS.find(([pattern]) => pattern.test(text))?.[1];
  if (meaning !== undefined) return { kind: meaning, reason };
  return { kind: code === 403 ? 'gone' : 'refused', reason };
}

function retryAfterMs(seconds: unknown): number {
  const valid = typeof seconds === 'number' && Number.isFinite(seconds);
  return (valid ? Math.max(LEAST_RETRY_AFTER_S, seconds) : DEFAULT_RETRY_AFTER_S) * 1000;
}

/** The first error code in the chain of causes (`ECONNREFUSED`, …): the only thing in it that is safe to show. */
export function networkCode(error: unknown): string {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 6; at = at.cause, depth++) {
    const code: unknown = 'code' in at ? at.code : null;
    if (!(at instanceof TelegramBotError) && typeof code === 'string' && /^[A-Z0-9_]{2,40}$/.test(code)) {
      return ` (${code})`;
    }
  }
  return '';
}
