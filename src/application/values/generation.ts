import { AccessPolicy } from '../../domain/chat/access-policy.js';
import { ChatMoves } from '../../domain/chat/chat-moves.js';
import type { EngineCatalog } from '../../domain/engine/engine.js';
import { ProjectBook } from '../../domain/project/project-book.js';
import { TriggerCatalog } from '../../domain/trigger/trigger-catalog.js';
import type { AppConfig } from './app-config.js';

/** One configuration in force, with everything that is made from it. Immutable; runs keep the one they began with. */
export interface Generation {
  /** Counts up from 1. */
  readonly number: number;
  readonly config: AppConfig;
  readonly engines: EngineCatalog;
  readonly projects: ProjectBook;
  readonly access: AccessPolicy;
  readonly triggers: TriggerCatalog;
  /** Which of its chats have another id by now. */
  readonly moves: ChatMoves;
}

/** Makes what follows from a configuration. */
export function buildGeneration(
  number: number,
  config: AppConfig,
  engines: EngineCatalog,
  moves = new ChatMoves(),
): Generation {
  const projects = new ProjectBook(config.projects, config.defaultProject, moves);
  const { chatId, allowedUserIds, allowAnyUser } = config.telegram;
  return {
    number,
    config,
    engines,
    projects,
    access: new AccessPolicy({ chatId, allowedUserIds, allowAnyUser, projectChats: projects.chats, moves }),
    triggers: triggersOf(config),
    moves,
  };
}

function triggersOf({ triggers: { enabled, crons, webhooks } }: AppConfig): TriggerCatalog {
  return enabled ? new TriggerCatalog(crons, webhooks) : TriggerCatalog.empty;
}

/** The generation in force. */
export class Generations {
  readonly #listeners: ((generation: Generation) => void)[] = [];
  #current: Generation | null = null;

  /** The one in force; only to be asked once the first has been put in force. */
  current(): Generation {
    if (this.#current === null) throw new Error('no configuration has been applied yet');
    return this.#current;
  }

  /** The one in force, or `null` before the first. */
  peek(): Generation | null {
    return this.#current;
  }

  /** Tells of every generation from now on, the present one included, once all that belongs to it is there. */
  follow(listener: (generation: Generation) => void): void {
    this.#listeners.push(listener);
    if (this.#current !== null) listener(this.#current);
  }

  /** Puts a generation in force, at once and for everyone who asks from now on. */
  swap(next: Generation): void {
    this.#current = next;
    // What is swapped together with it is swapped by then.
    void Promise.resolve().then(() => {
      for (const listener of this.#listeners) listener(next);
    });
  }
}
