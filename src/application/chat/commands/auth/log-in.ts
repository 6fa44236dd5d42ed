import type { EngineId } from '../../../../domain/ids.js';
import type { AdapterHost } from '../../../hosting/adapter-host.js';
import type { ChatBot, ChatBotSlice } from '../../../ports/chat/chat-bot.js';
import type { Generation } from '../../../values/generation.js';
import type { LoginAnswer } from '../../../wording/commands/auth-text.js';
import type { DeviceLogin, LoginWish } from './device-login.js';

/** Where somebody wants to log an engine in. */
export interface LogInPlace extends Pick<LoginWish, 'place' | 'replyTo'> {
  readonly generation: Generation;
  readonly isPrivate: boolean;
}

/** What who asks is answered, and what begins the login once that is on its way. */
export interface LogInAnswer {
  readonly answer: LoginAnswer;
  begin(): void;
}

/** Answers a wish to log an engine in, in words or by a button. */
export class LogIn {
  readonly #login: DeviceLogin;
  readonly #bots: AdapterHost<ChatBotSlice, ChatBot>;

  constructor(login: DeviceLogin, bots: AdapterHost<ChatBotSlice, ChatBot>) {
    this.#login = login;
    this.#bots = bots;
  }

  /** The engines that can be logged in from a chat. */
  offered({ config }: Generation): readonly EngineId[] {
    return this.#login.offered(config).map(({ engine }) => engine);
  }

  /** `null` if there is no such engine. The steps of the login are told in the chat. */
  async answer(engine: EngineId, { generation, place, replyTo, isPrivate }: LogInPlace): Promise<LogInAnswer | null> {
    const login = this.#login.offered(generation.config).find((one) => one.engine === engine);
    if (login === undefined) return null;
    const nothing = () => undefined;
    if (!isPrivate) return { answer: { kind: 'not-alone' }, begin: nothing };
    if (this.#login.underway) return { answer: { kind: 'under-way' }, begin: nothing };
    const { channel } = await this.#bots.current();
    const begin = () => this.#login.begin({ login, place, replyTo, channel });
    return { answer: { kind: 'asking', name: login.name }, begin };
  }
}
