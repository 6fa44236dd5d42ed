import { UpdateQueue } from './update-queue.js';
import type { Person } from './world.js';

/** A bot that has an account here. */
export interface BotAccount {
  readonly token: string;
  readonly person: Person;
  readonly updates: UpdateQueue;
  /** The command menu as it was last set. */
  menu: readonly unknown[];
  /** Address of a webhook, which keeps the bot from polling. */
  webhook: string | null;
  revoked: boolean;
  /** Presses that were not answered yet, by callback query id. */
  readonly openButtons: Set<string>;
  /** Toasts (or `null`) by callback query id. */
  readonly answeredButtons: Map<string, string | null>;
}

/** A new account. */
export function botAccount(token: string, person: Person, firstUpdateId: number): BotAccount {
  return {
    token,
    person,
    updates: new UpdateQueue(firstUpdateId),
    menu: [],
    webhook: null,
    revoked: false,
    openButtons: new Set(),
    answeredButtons: new Map(),
  };
}
