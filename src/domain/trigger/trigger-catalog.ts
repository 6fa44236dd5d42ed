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
  /** How many of each kind are enabled. */
  readonly enabled: Readonly<Record<Trigger['kind'], number>>;
  readonly #byName: ReadonlyMap<TriggerName, Trigger>;
  readonly #byPath: ReadonlyMap<string, Webhook>;

  constructor(crons: readonly Cron[], webhooks: readonly Webhook[]) {
    this.crons = Object.freeze([...crons]);
    this.webhooks = Object.freeze([...webhooks]);
    const [byName, byPath] = [new Map<TriggerName, Trigger>(), new Map<string, Webhook>()];
    for (const cron of crons) byName.set(triggerName(cron), cron);
    for (const hook of webhooks) {
      byName.set(triggerName(hook), hook);
      if (hook.enabled) byPath.set(hook.path, hook);
    }
    [this.#byName, this.#byPath] = [byName, byPath];
    this.enabled = {
      cron: crons.filter((cron) => cron.enabled).length,
      webhook: webhooks.filter((hook) => hook.enabled).length,
    };
  }

  /** A catalog without triggers. */
  static readonly empty = new TriggerCatalog([], []);

  /** The webhook that answers on a path (decoded, as it is written in the configuration), unless it is disabled. */
  byPath(path: string): Webhook | null {
    return this.#byPath.get(path) ?? null;
  }

  /** The trigger of that name. */
  byName(name: TriggerName): Trigger | null {
    return this.#byName.get(name) ?? null;
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
    const [added, removed, changed]: [TriggerName[], TriggerName[], TriggerName[]] = [[], [], []];
    for (const [name, trigger] of next.#byName) {
      const before = this.#byName.get(name);
      if (before === undefined) added.push(name);
      else if (!sameValue(before, trigger)) changed.push(name);
    }
    for (const name of this.#byName.keys()) if (!next.#byName.has(name)) removed.push(name);
    return { added, removed, changed };
  }
}
