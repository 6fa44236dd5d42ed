import { ChatLog } from './chat-log.js';
import { FileShelf } from './file-shelf.js';

/** Of those that bots may use (https://core.telegram.org/bots/api#reactiontypeemoji) the ones that are worth a test. */
const REACTIONS = ['👍', '👎', '❤', '🔥', '🤔', '🎉', '👌', '💔', '👀', '👨‍💻', '✍', '⚡', '🤝', '🤷'];

/** A user or a bot. */
export interface Person {
  readonly id: number;
  readonly name: string;
  readonly username?: string;
  readonly isBot: boolean;
}

/** What kind of chat it is, and who may do what in it. */
export interface ChatFacts {
  readonly kind: 'private' | 'group' | 'supergroup' | 'channel';
  readonly title: string;
  readonly forum: boolean;
  /** Topics that exist, if it is a forum. */
  readonly threads: Set<number>;
  readonly administrators: Set<number>;
  readonly members: Set<number>;
  /** The reactions that may be used here; empty where they are off. */
  reactions: readonly string[];
  /** Why no bot can write here; `null` if they can. */
  closed: string | null;
  /** The supergroup that the group became. */
  movedTo: number | null;
}

/** A chat: its facts and its messages. */
export interface WorldChat {
  readonly facts: ChatFacts;
  readonly log: ChatLog;
}

/** The people and the chats; one world may be shared by several bots. */
export class World {
  readonly now: () => number;
  /** What people sent. */
  readonly files = new FileShelf();
  readonly #people = new Map<number, Person>();
  readonly #chats = new Map<number, WorldChat>();

  constructor(now: () => number) {
    this.now = now;
  }

  get chats(): ReadonlyMap<number, WorldChat> {
    return this.#chats;
  }

  addPerson(person: Person): void {
    this.#people.set(person.id, person);
  }

  /** The person with the id; unknown ones are made up. */
  person(id: number): Person {
    const person = this.#people.get(id) ?? { id, name: `User ${id}`, isBot: false };
    this.#people.set(id, person);
    return person;
  }

  addChat(
    chatId: number,
    facts: Partial<Omit<ChatFacts, 'threads' | 'administrators' | 'members'>> & ChatPeople = {},
  ): WorldChat {
    const { threads, administrators, members, ...rest } = facts;
    const sets = { threads: new Set(threads), administrators: new Set(administrators), members: new Set(members) };
    const kind = chatId > 0 ? 'private' : 'supergroup';
    const usual = { kind, title: `Chat ${chatId}`, forum: false, closed: null, movedTo: null } as const;
    const reactions = REACTIONS;
    const chat = { facts: { reactions, ...usual, ...rest, ...sets }, log: new ChatLog(chatId, this.now) };
    this.#chats.set(chatId, chat);
    return chat;
  }

  /** The chat with the id; private chats come into being by themselves. */
  chat(chatId: number): WorldChat | undefined {
    const known = this.#chats.get(chatId);
    return known ?? (chatId > 0 ? this.addChat(chatId) : undefined);
  }
}

/** Ids that go into the sets of `ChatFacts`. */
export interface ChatPeople {
  readonly threads?: readonly number[];
  readonly administrators?: readonly number[];
  readonly members?: readonly number[];
}
