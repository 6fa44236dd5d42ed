import { ChatMoves } from '../chat/chat-moves.js';
import type { ChatId, TriggerId } from '../ids.js';
import { sameValue } from '../same-value.js';
import type { Cron, Trigger, Webhook } from './trigger.js';
import { type TriggerName, triggerName } from './trigger-name.js';

/** What is new, gone or different between two catalogs, by name. */
export interface CatalogDifference {
  readonly added: readonly TriggerName[];
  readonly removed: readonly TriggerName[];
  readonly changed: readonly TriggerName[];
}

/** All triggers of one configuration; it never changes, so that who looks at it sees one state to the end. */
export class TriggerCatalog {
  readonly crons: readonly Cron[];
  readonly webhooks: readonly Webhook[];
  readonly #byName: ReadonlyMap<TriggerName, Trigger>;
  readonly #byPath: ReadonlyMap<string, Webhook>;

  constructor(crons: readonly Cron[], webhooks: readonly Webhook[]) {
    this.crons = Object.freeze([...crons]);
    this.webhooks = Object.freeze([...webhooks]);
    this.#byName = new Map([...crons, ...webhooks].map((trigger) => [triggerName(trigger), trigger]));
    this.#byPath = new Map(this.webhooks.filter((hook) => hook.enabled).map((hook) => [hook.path, hook]));
  }

  /** A catalog without triggers. */
  static readonly empty = new TriggerCatalog([], []);

  /** The webhook that answers on a path (decoded, as it is written in the configuration), unless it is disabled. */
  byPath(path: string): Webhook | null {
    return this.#byPath.get(path) ?? null;
  }

  /** The cron of that id. */
  cron(id: TriggerId): Cron | null {
    const found = this.#byName.get(`cron:${id}`);
    return found?.kind === 'cron' ? found : null;
  }

  /** The webhook of that id. */
  webhook(id: TriggerId): Webhook | null {
    const found = this.#byName.get(`webhook:${id}`);
    return found?.kind === 'webhook' ? found : null;
  }

  /** The triggers that a person may mean: by full name (`cron:nightly`), else by id, of which there may be two. */
  named(text: string): readonly Trigger[] {
    const exact = this.#byName.get(text as TriggerName);
    return exact === undefined ? this.all.filter((trigger) => trigger.id === text) : [exact];
  }

  /** Crons, then webhooks, in the order of the configuration. */
  get all(): readonly Trigger[] {
    return [...this.crons, ...this.webhooks];
  }

  /** The triggers that report in a chat; those without a chat of their own report in the owner chat. */
  ofChat(chatId: ChatId, ownerChat: ChatId | null, moves = new ChatMoves()): readonly Trigger[] {
    return this.all.filter((trigger) => {
      const reportsIn = trigger.chatId ?? ownerChat;
      return reportsIn !== null && [reportsIn, moves.presentId(reportsIn)].includes(chatId);
    });
  }

  /** What a reader of this catalog would find new, gone or different in `next`. */
  differenceTo(next: TriggerCatalog): CatalogDifference {
    const names = [...next.#byName.keys()];
    return {
      added: names.filter((name) => !this.#byName.has(name)),
      removed: [...this.#byName.keys()].filter((name) => !next.#byName.has(name)),
      changed: names.filter((name) => {
        const before = this.#byName.get(name);
        return before !== undefined && !sameValue(before, next.#byName.get(name));
      }),
    };
  }
}
