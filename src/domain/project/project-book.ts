import { ChatMoves } from '../chat/chat-moves.js';
import type { ChatId, ProjectAlias } from '../ids.js';
import type { Project } from './project.js';

/** The projects of one configuration. */
export class ProjectBook {
  readonly #byAlias: ReadonlyMap<ProjectAlias, Project>;
  readonly #byChat: ReadonlyMap<ChatId, Project>;
  readonly #default: ProjectAlias | null;
  readonly #moves: ChatMoves;

  constructor(projects: readonly Project[], defaultProject: ProjectAlias | null, moves = new ChatMoves()) {
    this.#moves = moves;
    this.#byAlias = new Map(projects.map((project) => [project.alias, project]));
    this.#byChat = new Map(projects.flatMap((project) => (project.chatId === null ? [] : [[project.chatId, project]])));
    this.#default = defaultProject?.toLowerCase() ?? null;
  }

  /** The project of that name, whatever its case. */
  find(alias: string): Project | null {
    return this.#byAlias.get(alias.toLowerCase()) ?? null;
  }

  /** The project that a chat belongs to, also under the id that it had before. */
  ofChat(chatId: ChatId): Project | null {
    const known = this.#byChat.get(chatId);
    if (known !== undefined) return known;
    return [...this.#byChat].find(([id]) => this.#moves.presentId(id) === chatId)?.[1] ?? null;
  }

  /** The project that messages in a chat mean when they name none: the chat's own, else the global default. */
  defaultFor(chatId: ChatId): Project | null {
    return this.ofChat(chatId) ?? (this.#default === null ? null : this.find(this.#default));
  }

  /** All names, in the order of the configuration. */
  get aliases(): readonly ProjectAlias[] {
    return [...this.#byAlias.keys()];
  }

  /** The chats that belong to projects. */
  get chats(): readonly ChatId[] {
    return [...this.#byChat.keys()];
  }
}
