import type { EngineId } from '../../../../domain/ids.js';
import { ok, type Result } from '../../../../domain/result.js';
import type { EngineProblem } from '../../../../domain/run/run-event.js';
import { inRows } from '../../../delivery/button-rows.js';
import type { Button } from '../../../ports/chat/chat-channel.js';
import type { MessageSubject } from '../../../ports/chat/message-store.js';
import type { EngineThread, EngineThreads, EngineTools } from '../../../ports/engine/engine-tools.js';
import type { AppConfig } from '../../../values/app-config.js';
import type { ChatProblem } from '../../../values/chat-problem.js';
import type { Generation } from '../../../values/generation.js';
import { THREAD_LABELS, threadLabel, threadsText, threadText } from '../../../wording/commands/threads-text.js';

/** What the data of the buttons under threads begins with; `list:` and an engine, or `show:` or `archive:`, an engine and a thread follow. */
export const THREADS_BUTTON = 'threads:';

const MOST_SHOWN = 15;

/** A message with buttons. */
export interface ThreadsView {
  readonly markdown: string;
  readonly buttons: readonly (readonly Button[])[];
  /** What a reply to it continues. */
  readonly about: MessageSubject;
}

/** Shows the threads that engines keep on their servers. */
export class ThreadBrowser {
  readonly #toolsOf: (config: AppConfig) => EngineTools;

  constructor(toolsOf: (config: AppConfig) => EngineTools) {
    this.#toolsOf = toolsOf;
  }

  /** The engines that keep threads. */
  kept(config: AppConfig): readonly EngineThreads[] {
    return this.#toolsOf(config).threads;
  }

  /** The latest threads, or those that a search finds. */
  async list(threads: EngineThreads, query: string | null): Promise<Result<ThreadsView, ChatProblem>> {
    const found = await threads.list(query);
    return found.ok ? ok(listView(threads, found.value, query)) : refused(threads, found.problem);
  }

  /** One thread; a reply to this message goes on with it. */
  show({ engine }: EngineThreads, id: string, { engines }: Generation): ThreadsView {
    const about = aboutThread(engine, id);
    const found = engines.find(engine);
    const line = found.ok ? found.value.resumeLine({ engine, value: id, directory: null }) : null;
    const buttons = [
      { label: THREAD_LABELS.archive, data: `${THREADS_BUTTON}archive:${engine}:${id}` },
      { label: THREAD_LABELS.back, data: `${THREADS_BUTTON}list:${engine}` },
    ];
    return { markdown: threadText(id, line), buttons: [buttons], about };
  }

  /** Puts a thread away, and shows what is left. */
  async archive(threads: EngineThreads, id: string): Promise<Result<ThreadsView, ChatProblem>> {
    const archived = await threads.archive(id);
    return archived.ok ? this.list(threads, null) : refused(threads, archived.problem);
  }
}

function refused({ engine }: EngineThreads, problem: EngineProblem): Result<never, ChatProblem> {
  return { ok: false, problem: { kind: 'engine', engine, problem } };
}

function listView(
  { engine, name }: EngineThreads,
  threads: readonly EngineThread[],
  query: string | null,
): ThreadsView {
  const about = aboutThread(engine, null);
  const shown = threads.slice(0, MOST_SHOWN);
  const markdown = threadsText(name, query, { shown: shown.length, all: threads.length });
  const buttons = shown.map(({ id, title }) => ({
    label: threadLabel(id, title),
    data: `${THREADS_BUTTON}show:${engine}:${id}`,
  }));
  return { markdown, buttons: inRows(buttons, 1), about };
}

/** A thread of the engine, or with `null` a new one. */
function aboutThread(engine: EngineId, id: string | null): MessageSubject {
  const resume = id === null ? null : { engine, value: id, directory: null };
  return { kind: 'work', engine, context: null, resume };
}
