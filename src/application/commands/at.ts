import type { ChatId } from '../../domain/ids.js';
import type { Clock } from '../../domain/ports/clock.js';
import type { AtScheduler, Delayed } from '../../domain/schedule/at-scheduler.js';
import { MOST_DELAYED_PER_CHAT } from '../../domain/schedule/at-scheduler.js';
import { formatSpan, LEAST_DELAY_MS, MOST_DELAY_MS, parseDelayedText } from '../../domain/schedule/delay.js';
import type { DelayedRun } from '../intake/at-due.js';
import { DROP_DELAYED_BUTTON } from '../intake/buttons/drop-delayed-button.js';
import type { EffectivePreferences } from '../intake/effective-preferences.js';
import { interpretMessage } from '../intake/interpret-message.js';
import { codeSpan, escapeMarkdown } from '../markdown.js';
import type { Command, CommandCall } from './command.js';

/** `/at`: a run later, on disk before it is confirmed. */
export class AtCommand implements Command {
  readonly name = 'at';
  readonly description = 'run a prompt later';
  readonly usage = ['/at <number><s|m|h> <prompt>', '/at list', '/at cancel <id>'];
  readonly #delayed: AtScheduler<DelayedRun>;
  readonly #preferences: EffectivePreferences;
  readonly #clock: Clock;

  constructor(delayed: AtScheduler<DelayedRun>, preferences: EffectivePreferences, clock: Clock) {
    this.#delayed = delayed;
    this.#preferences = preferences;
    this.#clock = clock;
  }

  async run(call: CommandCall): Promise<void> {
    const [word = '', id, ...more] = call.rest.split(/\s+/);
    if (word === 'list' && id === undefined) return this.#list(call);
    if (word === 'cancel' && id !== undefined && more.length === 0) return this.#cancel(call, id);
    return this.#schedule(call);
  }

  async #schedule(call: CommandCall): Promise<void> {
    const asked = parseDelayedText(call.rest);
    if (!asked.ok) {
      if (asked.problem === 'form') return call.reply({ problem: { kind: 'usage', usage: this.usage } });
      const range = { least: formatSpan(LEAST_DELAY_MS), most: formatSpan(MOST_DELAY_MS) };
      return call.reply({ problem: { kind: 'delay-out-of-range', ...range } });
    }
    const { delayMs, written, text } = asked.value;
    const request = interpretMessage(call.message, text, {
      generation: call.generation,
      botUsername: call.bot.username,
      preferences: await this.#preferences.of(call.place),
      repliedRun: null,
    });
    if (!request.ok) return call.reply({ problem: request.problem });
    const session = request.value.session.kind === 'resume' ? request.value.session : { kind: 'fresh' as const };
    const run: DelayedRun = { ...request.value, session, keepUnder: null, written };
    const scheduled = await this.#delayed.schedule(call.message.chatId, this.#clock.now() + delayMs, run);
    if (!scheduled.ok) return call.reply({ problem: { kind: 'too-many-delayed', limit: MOST_DELAYED_PER_CHAT } });
    const { id } = scheduled.value;
    await call.reply(`⏳ Will run in ${written}. To drop it: the button, or ${codeSpan(`/at cancel ${id}`)}.`, {
      buttons: [[{ label: 'Cancel', data: `${DROP_DELAYED_BUTTON}${id}` }]],
    });
  }

  async #list(call: CommandCall): Promise<void> {
    const waiting = this.#delayed.list(call.message.chatId);
    if (waiting.length === 0) return call.reply('Nothing waits for its time in this chat.');
    const lines = waiting.map((delayed) => this.#line(delayed));
    await call.reply(`⏳ Waiting in this chat:\n\n${lines.join('\n')}`, { silent: true });
  }

  #line({ id, due, request }: Delayed<DelayedRun>): string {
    const inWords = formatSpan(due - this.#clock.now());
    const prompt = request.prompt.split('\n')[0] ?? '';
    const excerpt = prompt.length > 60 ? `${prompt.slice(0, 59)}…` : prompt;
    return `- ${codeSpan(id)} in ${inWords} · ${request.engine} · ${escapeMarkdown(excerpt)}`;
  }

  async #cancel(call: CommandCall, id: string): Promise<void> {
    const dropped = await this.dropAll(call.message.chatId, (delayed) => delayed.id === id);
    const answer =
      dropped > 0 ? `❌ Cancelled ${codeSpan(id)}.` : `Nothing with the id ${codeSpan(id)} waits in this chat.`;
    await call.reply(answer, { silent: true });
  }

  /** Drops what waits in a chat and is chosen; resolves with how many that were. */
  async dropAll(chatId: ChatId, chosen: (delayed: Delayed<DelayedRun>) => boolean = () => true): Promise<number> {
    return (await this.#delayed.cancel(chatId, chosen)).length;
  }
}
