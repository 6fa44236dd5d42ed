import type { MessageRef } from '../../domain/ids.js';
import { isAnything, isNumber, isText, listOf, objectOf, orNull } from '../../domain/json-shape.js';
import type { Notifier } from '../delivery/notifier.js';
import { tellOwner } from '../delivery/tell-owner.js';
import type { AdapterHost } from '../hosting/adapter-host.js';
import type { ChatBot, ChatBotSlice } from '../ports/chat/chat-bot.js';
import type { EarlierFindings, PythonState } from '../ports/config/python-state.js';
import type { Checkpoints } from '../ports/store/checkpoints.js';
import type { Journal } from '../ports/system/journal.js';
import { EARLIER_TEXTS } from '../run/active/own-messages.js';
import type { Generation } from '../values/generation.js';
import type { TakenOver } from '../values/taken-over.js';
import { earlierReport, replacedRunText } from '../wording/start/earlier-report.js';
import { sessionsIn, type TakeOverEarlier } from './take-over-earlier.js';

/** What an import is built on. */
export interface ImportEarlierStateTools {
  readonly earlier: PythonState;
  readonly takeOver: TakeOverEarlier;
  readonly checkpoints: Checkpoints;
  readonly bots: AdapterHost<ChatBotSlice, ChatBot>;
  readonly notices: Notifier;
  readonly journal: Journal;
}

/** Under this name it is remembered that there was an import, and what of it must still be told. */
const NAME = 'earlier-state';

/** What must still be told. Plain JSON. */
interface Untold {
  /** Messages that show a run as going on, and what they are to show instead. */
  readonly messages: readonly { readonly message: MessageRef; readonly markdown: string }[];
  /** For the owner; `null` when told. */
  readonly report: string | null;
}

const isUntold = objectOf<Untold>({
  messages: listOf(
    objectOf<Untold['messages'][number]>({
      message: objectOf<MessageRef>({ chatId: isNumber, messageId: isNumber }),
      markdown: isText,
    }),
  ),
  report: orNull(isText),
});

/**
 * Takes over, once in the life of a database, what the program that this one replaces has left. Cut at any point, it is
 * done again at the next start; once it is done, what lies beside the configuration file is never looked at again.
 */
export class ImportPythonState {
  readonly #tools: ImportEarlierStateTools;

  constructor(tools: ImportEarlierStateTools) {
    this.#tools = tools;
  }

  /** Resolves when what there is has been taken over, before anything else begins. Never rejects. */
  async take(generation: Generation): Promise<void> {
    const { journal, checkpoints } = this.#tools;
    try {
      if ((await checkpoints.find(NAME, isAnything)) === null) await this.#import(generation);
    } catch (cause) {
      journal.record({ name: 'import.failed', level: 'error', cause });
    }
  }

  /** Tells what was not told yet, in the background as far as it needs a bot. Never rejects. */
  async tell(generation: Generation): Promise<void> {
    const { journal, checkpoints } = this.#tools;
    try {
      const untold = await checkpoints.find(NAME, isUntold);
      if (untold === null) return;
      if (untold.report !== null) await this.#report(untold.report, untold, generation);
      if (untold.messages.length > 0) void this.#mend(untold.messages);
    } catch (cause) {
      journal.record({ name: 'import.not-told', level: 'error', cause });
    }
  }

  async #import(generation: Generation): Promise<void> {
    const { earlier, takeOver, checkpoints, journal } = this.#tools;
    const found = await earlier.read();
    if (found === null) return;
    const taken = await takeOver.take(found, generation);
    const untold: Untold = {
      messages: found.openMessages.map((message) => ({ message, markdown: interrupted(message, taken, generation) })),
      report: earlierReport(found, taken),
    };
    await checkpoints.keep(EARLIER_TEXTS, true);
    await checkpoints.keep(NAME, untold);
    journal.record({ name: 'import.done', level: 'info', data: summary(found, taken) });
  }

  async #report(report: string, { messages }: Untold, generation: Generation): Promise<void> {
    await tellOwner(this.#tools.notices, generation, report);
    await this.#tools.checkpoints.keep(NAME, { messages, report: null });
  }

  async #mend(messages: Untold['messages']): Promise<void> {
    const { bots, checkpoints, journal } = this.#tools;
    try {
      const { channel } = await bots.current();
      for (const { message, markdown } of messages) await channel.edit(message, { markdown });
      await checkpoints.keep(NAME, { messages: [], report: null });
    } catch (cause) {
      journal.record({ name: 'import.not-told', level: 'error', cause });
    }
  }
}

/** What such a message shows from now on. Its text is not known any more; how to go on with the conversation may be. */
function interrupted({ chatId }: MessageRef, { sessions }: TakenOver, { engines }: Generation): string {
  const lines = sessionsIn(chatId, sessions).flatMap(({ engine, value }) => {
    const found = engines.find(engine);
    return found.ok ? [found.value.resumeLine({ engine, value, directory: null })] : [];
  });
  return replacedRunText(lines);
}

function summary({ troubles, openMessages, unused }: EarlierFindings, taken: TakenOver): Record<string, unknown> {
  return { ...taken, sessions: taken.sessions.length, openMessages: openMessages.length, troubles, unused };
}
