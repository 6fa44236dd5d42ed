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
      const names = offered.map(({ engine }) => engine).join(', ');
      const why = names === '' ? 'No engine can be logged in from here.' : `Can be logged in from here: ${names}.`;
      return call.reply({ problem: { kind: 'usage', usage: this.usage, why } });
    }
    if (message.chatKind !== 'private') {
      return call.reply('🔒 The code is for you alone: write this in a private chat with the bot.');
    }
    if (this.#login.underway) return call.reply('A login is under way already.', { silent: true });
    await call.reply(`Asking ${login.name} for a code…`, { silent: true });
    this.#login.begin({ login, place, replyTo: message.messageId, channel: bot.channel });
  }
}
