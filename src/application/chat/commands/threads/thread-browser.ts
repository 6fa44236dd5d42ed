import { ok, type Result } from '../../../../domain/result.js';
import { inRows } from '../../../delivery/button-rows.js';
import type { Button } from '../../../ports/chat/chat-channel.js';
import type { MessageSubject } from '../../../ports/chat/message-store.js';
import type { EngineThread, EngineTools } from '../../../ports/engine/engine-tools.js';
import type { AppConfig } from '../../../values/app-config.js';
import type { ChatProblem } from '../../../values/chat-problem.js';
import { excerpt } from '../../../wording/text/excerpt.js';
import { codeSpan, escapeMarkdown } from '../../../wording/text/markdown.js';

/** What the data of the buttons under threads begins with; `list`, or `show:` or `archive:` and a thread follow. */
export const THREADS_BUTTON = 'threads:';

const MOST_SHOWN = 15;
const LONGEST_TITLE = 40;

/** A message with buttons. */
export interface ThreadsView {
  readonly markdown: string;
  readonly buttons: readonly (readonly Button[])[];
  /** What a reply to it continues. */
  readonly about: MessageSubject;
}

/** Shows the threads that Amp keeps on its server. */
export class ThreadBrowser {
  readonly #toolsOf: (config: AppConfig) => EngineTools;

  constructor(toolsOf: (config: AppConfig) => EngineTools) {
    this.#toolsOf = toolsOf;
  }

  /** The latest threads, or those that a search finds. */
  async list(config: AppConfig, query: string | null): Promise<Result<ThreadsView, ChatProblem>> {
    const found = await this.#toolsOf(config).threads(query);
    if (!found.ok) return { ok: false, problem: { kind: 'engine', engine: 'amp', problem: found.problem } };
    return ok(listView(found.value, query));
  }

  /** One thread; a reply to this message goes on with it. */
  show(id: string): ThreadsView {
    const markdown = `🧵 ${codeSpan(id)}\n\nReply to this message to continue it.\n\n${codeSpan(`amp threads continue ${id}`)}`;
    const buttons = [
      { label: '🗄 Archive', data: `${THREADS_BUTTON}archive:${id}` },
      { label: '⬅️ Back', data: `${THREADS_BUTTON}list` },
    ];
    return { markdown, buttons: [buttons], about: aboutThread(id) };
  }

  /** Puts a thread away, and shows what is left. */
  async archive(config: AppConfig, id: string): Promise<Result<ThreadsView, ChatProblem>> {
    const archived = await this.#toolsOf(config).archive(id);
    if (!archived.ok) return { ok: false, problem: { kind: 'engine', engine: 'amp', problem: archived.problem } };
    return this.list(config, null);
  }
}

function listView(threads: readonly EngineThread[], query: string | null): ThreadsView {
  const which = query === null ? '' : ` for “${escapeMarkdown(query)}”`;
  const about = aboutThread(null);
  if (threads.length === 0) return { markdown: `🧵 Amp has no threads${which}.`, buttons: [], about };
  const shown = threads.slice(0, MOST_SHOWN);
  const more = threads.length - shown.length;
  const left = more === 0 ? '' : ` ${more} more are not shown; ${codeSpan('/threads search <words>')} finds them.`;
  const buttons = shown.map(({ id, title }) => ({
    label: excerpt(title === '' ? id : title, LONGEST_TITLE),
    data: `${THREADS_BUTTON}show:${id}`,
  }));
  return { markdown: `🧵 Amp’s threads${which}:${left}`, buttons: inRows(buttons, 1), about };
}

/** A thread of Amp, or with `null` a new one. */
function aboutThread(id: string | null): MessageSubject {
  const resume = id === null ? null : { engine: 'amp', value: id, directory: null };
  return { kind: 'work', engine: 'amp', context: null, resume };
}
