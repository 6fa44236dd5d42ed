import type { EngineThreads } from '../../../ports/engine/engine-tools.js';
import type { Generation } from '../../../values/generation.js';
import { whoseThreads } from '../../../wording/commands/threads-text.js';
import type { Command, CommandCall } from '../command.js';
import type { ThreadBrowser } from './thread-browser.js';

/** `/threads`: the conversations that an engine keeps on its server. */
export class ThreadsCommand implements Command {
  readonly name = 'threads';
  readonly description = 'conversations kept by the agent';
  readonly usage = ['/threads [engine]', '/threads [engine] search <words>'];
  readonly group = 'chat';
  readonly #browser: ThreadBrowser;

  constructor(browser: ThreadBrowser) {
    this.#browser = browser;
  }

  applies({ config }: Generation): boolean {
    return this.#browser.kept(config).length > 0;
  }

  async run(call: CommandCall): Promise<void> {
    const kept = this.#browser.kept(call.generation.config);
    const { threads, rest } = engineIn(call.rest, kept);
    const query = /^search\s+(?<words>\S.*)$/s.exec(rest)?.groups?.['words'] ?? null;
    const isList = rest === '' || rest.toLowerCase() === 'list';
    if (threads === null || (query === null && !isList)) {
      const why = threads === null ? { why: whoseThreads(kept.map(({ engine }) => engine)) } : {};
      return call.reply({ problem: { kind: 'usage', usage: this.usage, ...why } });
    }
    const view = await this.#browser.list(threads, query);
    if (!view.ok) return call.reply({ problem: view.problem });
    const { markdown, buttons, about } = view.value;
    await call.reply(markdown, { silent: true, buttons, about });
  }
}

/** The engine that is named first, or else the only one; the rest of the words. */
function engineIn(
  words: string,
  kept: readonly EngineThreads[],
): { readonly threads: EngineThreads | null; readonly rest: string } {
  const [first = ''] = words.split(/\s/, 1);
  const named = kept.find(({ engine }) => engine === first.toLowerCase());
  if (named !== undefined) return { threads: named, rest: words.slice(first.length).trim() };
  return { threads: kept.length === 1 ? (kept[0] ?? null) : null, rest: words };
}
