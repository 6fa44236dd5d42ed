import type { EffectivePreferences } from '../intake/effective-preferences.js';
import { interpretMessage } from '../intake/interpret-message.js';
import type { RunOffered } from '../intake/run-offered.js';
import type { Command, CommandCall } from './command.js';

/** `/continue`: goes on with the last conversation that the engine itself had in the directory, also one at a terminal. */
export class ContinueCommand implements Command {
  readonly name = 'continue';
  readonly description = 'go on with the engine’s last conversation in this directory';
  readonly usage = ['/continue [prompt]'];
  readonly #preferences: EffectivePreferences;
  readonly #offered: RunOffered;

  constructor(preferences: EffectivePreferences, offered: RunOffered) {
    this.#preferences = preferences;
    this.#offered = offered;
  }

  async run(call: CommandCall): Promise<void> {
    const { message, generation, bot } = call;
    const asked = interpretMessage(message, call.rest, {
      generation,
      botUsername: bot.username,
      preferences: await this.#preferences.of(call.place),
      reply: null,
    });
    if (!asked.ok) return call.reply({ problem: asked.problem });
    const { engine, prompt } = asked.value;
    await this.#offered.take(`continue:${message.bot}:${message.updateId}`, {
      ...asked.value,
      prompt: prompt.trim() === '' ? 'continue' : prompt,
      origin: { kind: 'message' },
      session: { kind: 'resume', token: { engine, value: '', directory: null } },
      rows: [],
    });
  }
}
