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

/** Begins a login for whoever asks, in words or by a button. */
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

  /** What the asker is answered; `null` if there is no such engine. Its further steps are told in the chat. */
  async begin(engine: EngineId, { generation, place, replyTo, isPrivate }: LogInPlace): Promise<LoginAnswer | null> {
    const login = this.#login.offered(generation.config).find((one) => one.engine === engine);
    if (login === undefined) return null;
    if (!isPrivate) return { kind: 'not-alone' };
    if (this.#login.underway) return { kind: 'under-way' };
    const { channel } = await this.#bots.current();
    this.#login.begin({ login, place, replyTo, channel });
    return { kind: 'asking', name: login.name };
  }
}
