import type { Command, CommandCall } from '../command.js';
import type { CodexLogin } from './codex-login.js';

/** `/auth codex`: logs an engine's program in, from the phone. */
export class AuthCommand implements Command {
  readonly name = 'auth';
  readonly description = 'log Codex in';
  readonly usage = ['/auth codex'];
  readonly #login: CodexLogin;

  constructor(login: CodexLogin) {
    this.#login = login;
  }

  async run(call: CommandCall): Promise<void> {
    const { message, place, bot, generation } = call;
    if (call.rest.toLowerCase() !== 'codex') return call.reply({ problem: { kind: 'usage', usage: this.usage } });
    if (message.chatKind !== 'private') {
      return call.reply('🔒 The code is for you alone: write this in a private chat with the bot.');
    }
    if (this.#login.underway) return call.reply('A login is under way already.', { silent: true });
    await call.reply('Asking Codex for a code…', { silent: true });
    this.#login.begin({ place, replyTo: message.messageId, channel: bot.channel, config: generation.config });
  }
}
