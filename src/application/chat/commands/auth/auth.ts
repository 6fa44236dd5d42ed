import type { Generation } from '../../../values/generation.js';
import { loginsOffered, loginText } from '../../../wording/commands/auth-text.js';
import type { Command, CommandCall } from '../command.js';
import type { LogIn } from './log-in.js';

/** `/auth <engine>`: logs an agent in, from the phone. */
export class AuthCommand implements Command {
  readonly name = 'auth';
  readonly description = 'log an agent in';
  readonly usage = ['/auth <engine>'];
  readonly group = 'chat';
  readonly #logIn: LogIn;

  constructor(logIn: LogIn) {
    this.#logIn = logIn;
  }

  applies(generation: Generation): boolean {
    return this.#logIn.offered(generation).length > 0;
  }

  async run(call: CommandCall): Promise<void> {
    const { message, place, generation } = call;
    const isPrivate = message.chatKind === 'private';
    const where = { generation, place, replyTo: message.messageId, isPrivate };
    const found = await this.#logIn.answer(call.rest.toLowerCase(), where);
    if (found === null) {
      const why = loginsOffered(this.#logIn.offered(generation));
      return call.reply({ problem: { kind: 'usage', usage: this.usage, why } });
    }
    const { answer } = found;
    const answered = call.reply(loginText(answer), answer.kind === 'not-alone' ? {} : { silent: true });
    found.begin();
    await answered;
  }
}
