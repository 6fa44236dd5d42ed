import type { Loop } from '../../../domain/accepted/loop.js';
import type { RunRequest } from '../../../domain/accepted/run-request.js';
import type { AtScheduler } from '../../../domain/schedule/at-scheduler.js';
import type { SessionStore } from '../../ports/store/session-store.js';
import type { CancelRuns } from '../../run/active/cancel-runs.js';
import { newText } from '../../wording/commands/new-text.js';
import { sessionKeyOf } from '../understand/interpret-message.js';
import type { Command, CommandCall } from './command.js';

/** `/new`: ends what goes on in this conversation and forgets it, so that the next message starts afresh. */
export class NewCommand implements Command {
  readonly name = 'new';
  readonly description = 'start a new conversation';
  readonly usage = ['/new'];
  readonly group = 'tasks';
  readonly standsAlone = true;
  readonly #runs: CancelRuns;
  readonly #sessions: SessionStore;
  readonly #loops: AtScheduler<Loop>;

  constructor(runs: CancelRuns, sessions: SessionStore, loops: AtScheduler<Loop>) {
    this.#runs = runs;
    this.#sessions = sessions;
    this.#loops = loops;
  }

  async run(call: CommandCall): Promise<void> {
    const { message, generation } = call;
    const key = sessionKeyOf(message, generation);
    const { live, waiting } = this.#runs.of(message.chatId, message.threadId);
    const isOwn = (asked: Pick<RunRequest, 'keepUnder' | 'requestedBy'>) =>
      key === null ? asked.requestedBy === message.sender?.id : asked.keepUnder === key;
    const own = [...waiting, ...live].filter((plan) => isOwn(plan) && (key !== null || plan.origin.kind === 'message'));
    for (const plan of own) this.#runs.byId(plan.id);
    const ended = await this.#loops.cancel(
      message.chatId,
      ({ request: { request } }) => isOwn(request) && request.place.threadId === message.threadId,
    );
    const cleared = key === null ? null : await this.#sessions.clear(key);
    await call.reply(newText({ cancelled: own.length, loops: ended.length, cleared }), { silent: true });
  }
}
