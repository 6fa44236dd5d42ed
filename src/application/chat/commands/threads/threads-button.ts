import { fail, ok, type Result } from '../../../../domain/result.js';
import type { EngineThreads } from '../../../ports/engine/engine-tools.js';
import type { ChatProblem } from '../../../values/chat-problem.js';
import type { Generation } from '../../../values/generation.js';
import type { MayPress } from '../../../values/may-press.js';
import { TOASTS } from '../../../wording/buttons/toasts.js';
import type { ButtonHandler, StaleButton } from '../../buttons/button-handler.js';
import type { ButtonPress, PressedAt } from '../../buttons/button-press.js';
import { THREADS_BUTTON, type ThreadBrowser, type ThreadsView } from './thread-browser.js';

/** The threads of an engine, and what is to be done with one of them. */
export interface PressedThreads {
  readonly threads: EngineThreads;
  readonly wish: { readonly verb: 'list' } | { readonly verb: 'archive' | 'show'; readonly id: string };
}

/** Goes to and fro between the threads of an engine, and puts one away. */
export class ThreadsButton implements ButtonHandler<PressedThreads> {
  readonly prefix = THREADS_BUTTON;
  readonly mayPress = {
    by: ({ wish }: PressedThreads): MayPress =>
      wish.verb === 'archive' ? { who: 'administrators', to: 'change' } : { who: 'anyone' },
  };
  readonly #browser: ThreadBrowser;

  constructor(browser: ThreadBrowser) {
    this.#browser = browser;
  }

  find(data: string, { generation }: PressedAt): Result<PressedThreads, StaleButton> {
    const [verb = '', ...words] = data.split(':');
    const id = verb === 'list' ? null : (words.pop() ?? '');
    const kept = this.#browser.kept(generation.config);
    // Buttons of older messages name no engine: there was one that keeps threads.
    const threads = words.length === 0 ? kept[0] : kept.find(({ engine }) => engine === words[0]);
    if (threads === undefined) return NO_THREAD;
    if (id === null) return ok({ threads, wish: { verb: 'list' } });
    if ((verb !== 'archive' && verb !== 'show') || !threads.isId(id)) return NO_THREAD;
    return ok({ threads, wish: { verb, id } });
  }

  async press(press: ButtonPress, target: PressedThreads): Promise<void> {
    const view = await this.#viewOf(target, press.generation);
    if (view.ok) {
      const { markdown, buttons, about } = view.value;
      press.edit(markdown, { buttons, about });
    } else press.edit({ problem: view.problem });
    if (view.ok && target.wish.verb === 'archive') await press.say(TOASTS.threads.archived);
  }

  async #viewOf({ threads, wish }: PressedThreads, generation: Generation): Promise<Result<ThreadsView, ChatProblem>> {
    switch (wish.verb) {
      case 'list':
        return this.#browser.list(threads, null);
      case 'archive':
        return this.#browser.archive(threads, wish.id);
      case 'show':
        return ok(this.#browser.show(threads, wish.id, generation));
    }
  }
}

const NO_THREAD = fail<StaleButton>({ toast: TOASTS.threads.noSuch });
