import { loginsOffered, loginText } from '../../../wording/commands/auth-text.js';
import type { Command, CommandCall } from '../command.js';
import type { DeviceLogin } from './device-login.js';

/** `/auth <engine>`: logs an engine's program in, from the phone. */
export class AuthCommand implements Command {
  readonly name = 'auth';
  readonly description = 'log an engine in';
  readonly usage = ['/auth <engine>'];
  readonly #login: DeviceLogin;

  constructor(login: DeviceLogin) {
    this.#login = login;
  }

  async run(call: CommandCall): Promise<void> {
    const { message, place, bot, generation } = call;
    const offered = this.#login.offered(generation.config);
    const login = offered.find(({ engine }) => engine === call.rest.toLowerCase());
    if (login === undefined) {
      const why = loginsOffered(offered.map(({ engine }) => engine));
      return call.reply({ problem: { kind: 'usage', usage: this.usage, why } });
    }
    if (message.chatKind !== 'private') return call.reply(loginText({ kind: 'not-alone' }));
    if (this.#login.underway) return call.reply(loginText({ kind: 'under-way' }), { silent: true });
    const asking = call.reply(loginText({ kind: 'asking', name: login.name }), { silent: true });
    this.#login.begin({ login, place, replyTo: message.messageId, channel: bot.channel });
    await asking;
  }
}
