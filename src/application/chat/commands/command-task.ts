import type { RunRequest } from '../../../domain/accepted/run-request.js';
import { markedEnd } from '../../../domain/chat/text-mark.js';
import type { AskFirst } from '../understand/ask-first.js';
import type { UnderstandMessage } from '../understand/understand-message.js';
import type { CommandCall } from './command.js';

/** Reads the task behind a command as any message is read, so that a command is no way around a question. */
export class CommandTask {
  readonly #understand: UnderstandMessage;
  readonly #askFirst: AskFirst;

  constructor(understand: UnderstandMessage, askFirst: AskFirst) {
    this.#understand = understand;
    this.#askFirst = askFirst;
  }

  /** What the text asks for; `null` if that was refused or asked about in reply. */
  async read({ message, bot, reply }: CommandCall, text: string): Promise<RunRequest | null> {
    // A command takes no files: what came with it is asked about.
    const { attachments: _none, ...written } = message;
    const task = { ...written, ...markedEnd({ text: message.text, marks: message.marks ?? [] }, text) };
    const understood = await this.#understand.read(message, [{ row: 0, message: task }], bot);
    if (!understood.ok) await reply({ problem: understood.problem });
    else if (understood.value.kind === 'run') return understood.value.request;
    else await this.#askFirst.ask(understood.value.doubt, [message], []);
    return null;
  }
}
