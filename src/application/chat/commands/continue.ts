import type { RunOffered } from '../../run/run-offered.js';
import type { Command, CommandCall } from './command.js';
import type { CommandTask } from './command-task.js';

/** `/continue`: goes on with the last conversation that the engine itself had in the directory, also one at a terminal. */
export class ContinueCommand implements Command {
  readonly name = 'continue';
  readonly description = 'continue the project’s last conversation, even one from a terminal';
  readonly usage = ['/continue [prompt]'];
  readonly group = 'tasks';
  readonly #task: CommandTask;
  readonly #offered: RunOffered;

  constructor(task: CommandTask, offered: RunOffered) {
    this.#task = task;
    this.#offered = offered;
  }

  async run(call: CommandCall): Promise<void> {
    const { message } = call;
    const asked = await this.#task.read({ ...call, message: { ...message, replyTo: null } }, call.rest);
    if (asked === null) return;
    const { engine, prompt } = asked;
    await this.#offered.take(`continue:${message.bot}:${message.updateId}`, {
      ...asked,
      prompt: prompt.trim() === '' ? 'continue' : prompt,
      session: { kind: 'resume', token: { engine, value: '', directory: null } },
    });
  }
}
