import type { InboundButton } from '../../../../domain/chat/inbound.js';
import type { Result } from '../../../../domain/result.js';
import { ok } from '../../../../domain/result.js';
import type { AdapterHost } from '../../../hosting/adapter-host.js';
import { botOf } from '../../../hosting/bot-of.js';
import type { ChatBot, ChatBotSlice } from '../../../ports/chat/chat-bot.js';
import type { EngineThreads } from '../../../ports/engine/engine-tools.js';
import type { ChatProblem } from '../../../values/chat-problem.js';
import type { Generations } from '../../../values/generation.js';
import type { ButtonHandler } from '../../buttons/button-handler.js';
import { isTrusted } from '../../understand/is-trusted.js';
import { THREADS_BUTTON, type ThreadBrowser, type ThreadsView } from './thread-browser.js';

/** Goes to and fro between the threads of an engine, and puts one away. */
export class ThreadsButton implements ButtonHandler {
  readonly prefix = THREADS_BUTTON;
  readonly #bots: AdapterHost<ChatBotSlice, ChatBot>;
  readonly #generations: Generations;
  readonly #browser: ThreadBrowser;

  constructor(bots: AdapterHost<ChatBotSlice, ChatBot>, generations: Generations, browser: ThreadBrowser) {
    this.#bots = bots;
    this.#generations = generations;
    this.#browser = browser;
  }

  async press(button: InboundButton, rest: string): Promise<string | null> {
    const [verb = '', ...words] = rest.split(':');
    const id = verb === 'list' ? null : (words.pop() ?? '');
    const kept = this.#browser.kept(this.#generations.current().config);
    // Buttons of older messages name no engine: there was one that keeps threads.
    const threads = words.length === 0 ? kept[0] : kept.find(({ engine }) => engine === words[0]);
    if (threads === undefined || (id !== null && !threads.isId(id))) return 'There is no such thread';
    const { channel } = await botOf(this.#bots, button);
    if (verb === 'archive' && !(await isTrusted(button, channel))) {
      return 'Only administrators of this group may change that.';
    }
    const view = await this.#viewOf(verb, threads, id);
    if (view.ok) {
      const { markdown, buttons, about } = view.value;
      void channel.edit(button, { markdown }, buttons, { about });
    } else void channel.edit(button, { problem: view.problem });
    return view.ok && verb === 'archive' ? 'Archived' : null;
  }

  async #viewOf(verb: string, threads: EngineThreads, id: string | null): Promise<Result<ThreadsView, ChatProblem>> {
    if (id === null) return this.#browser.list(threads, null);
    if (verb === 'archive') return this.#browser.archive(threads, id);
    return ok(this.#browser.show(threads, id, this.#generations.current()));
  }
}
