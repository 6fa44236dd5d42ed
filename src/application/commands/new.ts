import { sessionKeyOf } from '../intake/interpret-message.js';
import type { SessionBook } from '../ports/session-book.js';
import type { CancelRuns } from '../run/cancel-runs.js';
import type { Command, CommandCall } from './command.js';

/** `/new`: ends what goes on in this conversation and forgets it, so that the next message starts afresh. */
export class NewCommand implements Command {
  readonly name = 'new';
  readonly description = 'start a new conversation';
  readonly usage = ['/new'];
  readonly #runs: CancelRuns;
  readonly #sessions: SessionBook;

  constructor(runs: CancelRuns, sessions: SessionBook) {
    this.#runs = runs;
    this.#sessions = sessions;
  }

  async run(call: CommandCall): Promise<void> {
    const { message, generation } = call;
    const key = sessionKeyOf(message, generation);
    const { live, waiting } = this.#runs.of(message.chatId, message.threadId);
    const own = [...waiting, ...live].filter((plan) =>
      key === null ? plan.requestedBy === message.sender?.id && plan.origin.kind === 'message' : plan.keepUnder === key,
    );
    for (const plan of own) this.#runs.byId(plan.id);
    const cleared = key === null ? 0 : await this.#sessions.clear(key);
    await call.reply(answer(own.length, cleared, key), { silent: true });
  }
}

function answer(cancelled: number, cleared: number, key: string | null): string {
  const stopped = cancelled === 0 ? '' : ` Cancelled ${cancelled} ${cancelled === 1 ? 'run' : 'runs'}.`;
  if (key === null) {
    return `🧹 Every message starts a new conversation here; reply to an answer to go on with it.${stopped}`;
  }
  if (cleared === 0) return `🧹 There was no conversation to forget; the next message starts one.${stopped}`;
  return `🧹 The next message starts a new conversation.${stopped}`;
}
