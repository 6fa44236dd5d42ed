import type { Ledger } from './ledger.js';

interface PendingUpdate {
  readonly message?: { readonly message_id: number; readonly chat: { readonly id: number } };
  readonly callback_query?: { readonly id: string };
}

/**
 * Notes what has been accepted: an update that Telegram does not offer any more, an instant that has come. Posts are noted
 * by who posts them.
 */
export function noteAcceptance(ledger: Ledger, pending: readonly unknown[], nowMs: number): void {
  const waiting = new Set(pending.map((update) => updateName(update as PendingUpdate)));
  for (const fact of ledger.facts) {
    if (fact.dueAtMs !== null) fact.accepted = fact.dueAtMs <= nowMs;
    else if (fact.press !== null) fact.accepted = !waiting.has(fact.press.id);
    else if (fact.messageId !== null) fact.accepted = !waiting.has(`${fact.chatId}:${fact.messageId}`);
  }
}

function updateName({ message, callback_query }: PendingUpdate): string {
  return callback_query?.id ?? `${message?.chat.id}:${message?.message_id}`;
}
