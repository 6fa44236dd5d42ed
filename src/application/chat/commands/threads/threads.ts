import type { Command, CommandCall } from '../command.js';
import type { ThreadBrowser } from './thread-browser.js';

/** `/threads`: the conversations that Amp keeps on its server. */
export class ThreadsCommand implements Command {
  readonly name = 'threads';
  readonly description = 'list and find the threads of Amp';
  readonly usage = ['/threads', '/threads search <words>'];
  readonly #browser: ThreadBrowser;

  constructor(browser: ThreadBrowser) {
    this.#browser = browser;
  }

  async run(call: CommandCall): Promise<void> {
    const query = /^search\s+(?<words>\S.*)$/s.exec(call.rest)?.groups?.['words'] ?? null;
    const isList = call.rest === '' || call.rest.toLowerCase() === 'list';
    if (query === null && !isList) return call.reply({ problem: { kind: 'usage', usage: this.usage } });
    const view = await this.#browser.list(call.generation.config, query);
    if (!view.ok) return call.reply({ problem: view.problem });
    const { markdown, buttons, about } = view.value;
    await call.reply(markdown, { silent: true, buttons, about });
  }
}
