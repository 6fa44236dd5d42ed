import type { Loop } from '../../../../domain/accepted/loop.js';
import type { AtScheduler } from '../../../../domain/schedule/at-scheduler.js';
import type { ChatPreferences, Preferences } from '../../../ports/store/preferences.js';
import type { LoopList } from '../../../schedule/loop-list.js';
import { loopEndedText } from '../../../wording/commands/loops-text.js';
import { LOOP_NAME_LENGTH } from '../../../wording/schedule/loop-name.js';
import type { Command, CommandCall } from '../command.js';
import { requireAdministrator } from '../require-administrator.js';

/** `/loops`: the wake-ups that agents set for themselves, a way to end them, and whether they are taken over here. */
export class LoopsCommand implements Command {
  readonly name = 'loops';
  readonly description = 'wake-ups that agents set for themselves';
  readonly usage = ['/loops', '/loops cancel <id>', '/loops on|off', '/loops clear'];
  readonly group = 'tasks';
  readonly #loops: AtScheduler<Loop>;
  readonly #list: LoopList;
  readonly #preferences: Preferences;

  constructor(loops: AtScheduler<Loop>, list: LoopList, preferences: Preferences) {
    this.#loops = loops;
    this.#list = list;
    this.#preferences = preferences;
  }

  async run(call: CommandCall): Promise<void> {
    const [word = 'list', id, ...more] = call.rest.toLowerCase().split(/\s+/).filter(Boolean);
    if (word === 'cancel' && id !== undefined && more.length === 0) return this.#cancel(call, id);
    if (id !== undefined) return call.reply({ problem: { kind: 'usage', usage: this.usage } });
    switch (word) {
      case 'list':
        return this.#show(call);
      case 'on':
        return this.#choose(call, (now) => ({ ...now, loops: true }));
      case 'off':
        return this.#choose(call, (now) => ({ ...now, loops: false }));
      case 'clear':
        return this.#choose(call, ({ loops: _chosen, ...now }) => now);
      default:
        return call.reply({ problem: { kind: 'usage', usage: this.usage } });
    }
  }

  async #cancel(call: CommandCall, id: string): Promise<void> {
    const { chatId } = call.place;
    const written = id.replace(/^loop:/, '');
    const meant = written.length < LOOP_NAME_LENGTH ? [] : this.#loops.list(chatId).map(({ request }) => request.loop);
    const named = new Set(meant.filter((loop) => loop.startsWith(written)));
    if (named.size > 1) return call.reply(loopEndedText(written, 'several'), { silent: true });
    const dropped = await this.#loops.cancel(chatId, ({ request }) => named.has(request.loop));
    await call.reply(loopEndedText(written, dropped.length > 0 ? 'ended' : 'none'), { silent: true });
  }

  async #choose(call: CommandCall, change: (now: ChatPreferences) => ChatPreferences): Promise<void> {
    if (!(await requireAdministrator(call))) return;
    await this.#preferences.change(call.place.chatId, call.place.threadId, change);
    await this.#show(call);
  }

  async #show(call: CommandCall): Promise<void> {
    const { markdown, buttons } = await this.#list.view(call.place);
    await call.reply(markdown, { silent: true, buttons });
  }
}
