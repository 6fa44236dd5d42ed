import type { EngineId } from '../../domain/ids.js';
import type { EffectivePreferences } from '../intake/effective-preferences.js';
import { engineOfChat } from '../intake/interpret-message.js';
import { codeSpan } from '../markdown.js';
import type { Preferences } from '../ports/preferences.js';
import type { Command, CommandCall } from './command.js';
import { requireAdministrator } from './require-administrator.js';

/** `/model`: which model an engine uses in this chat or topic. */
export class ModelCommand implements Command {
  readonly name = 'model';
  readonly description = 'show or choose the model of this chat';
  readonly usage = ['/model', '/model set [engine] <model>', '/model clear [engine]'];
  readonly #preferences: Preferences;
  readonly #effective: EffectivePreferences;

  constructor(preferences: Preferences, effective: EffectivePreferences) {
    this.#preferences = preferences;
    this.#effective = effective;
  }

  async run(call: CommandCall): Promise<void> {
    const [word = 'show', ...words] = call.rest.split(/\s+/).filter(Boolean);
    const effective = await this.#effective.of(call.place);
    const { engine: usual } = engineOfChat(call.generation, effective, call.message.chatId);
    const named = call.generation.engines.ids.find((id) => id === words[0]?.toLowerCase());
    const rest = named === undefined ? words : words.slice(1);
    const engine = named ?? usual;
    if (word === 'show' && words.length === 0) return this.#show(call, engine, effective.models?.[engine]);
    if (word === 'set' && rest.length > 0) return this.#set(call, engine, rest.join(' '));
    if (word === 'clear' && rest.length === 0) return this.#clear(call, engine);
    await call.reply({ problem: { kind: 'usage', usage: this.usage } });
  }

  async #show(call: CommandCall, engine: EngineId, chosen: string | undefined): Promise<void> {
    const configured = call.generation.config.engines[engine]?.model ?? null;
    const model = chosen ?? configured;
    const source = chosen === undefined ? 'configured' : 'chosen here';
    const text = model === null ? 'the engine’s own choice' : `${codeSpan(model)} (${source})`;
    await call.reply(`Model of ${codeSpan(engine)}: ${text}`, { silent: true });
  }

  async #set(call: CommandCall, engine: EngineId, model: string): Promise<void> {
    if (!(await requireAdministrator(call))) return;
    const { chatId, threadId } = call.place;
    await this.#preferences.change(chatId, threadId, (now) => ({ ...now, models: { ...now.models, [engine]: model } }));
    const answer = `${codeSpan(engine)} uses ${codeSpan(model)} here from the next run on. A clean start: /new.`;
    await call.reply(answer, { silent: true });
  }

  async #clear(call: CommandCall, engine: EngineId): Promise<void> {
    if (!(await requireAdministrator(call))) return;
    await this.#preferences.change(call.place.chatId, call.place.threadId, ({ models = {}, ...now }) => {
      const { [engine]: _chosen, ...others } = models;
      return Object.keys(others).length === 0 ? now : { ...now, models: others };
    });
    await call.reply(`No model is chosen for ${codeSpan(engine)} here any more.`, { silent: true });
  }
}
