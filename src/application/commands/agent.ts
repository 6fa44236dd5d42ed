import type { EngineSource } from '../../domain/run/choose-engine.js';
import type { EffectivePreferences } from '../intake/effective-preferences.js';
import { engineOfChat } from '../intake/interpret-message.js';
import { codeSpan } from '../markdown.js';
import type { Engine, EngineCatalog } from '../ports/engine.js';
import type { Preferences } from '../ports/preferences.js';
import type { Command, CommandCall } from './command.js';
import { requireAdministrator } from './require-administrator.js';

const SOURCES: Record<EngineSource, string> = {
  session: 'conversation',
  directive: 'message',
  chat: 'chosen here',
  project: 'the project’s default',
  configuration: 'the configured default',
};

/** `/agent`: which engine answers in this chat or topic. */
export class AgentCommand implements Command {
  readonly name = 'agent';
  readonly description = 'show or choose the engine of this chat';
  readonly usage = ['/agent', '/agent set <engine>', '/agent clear'];
  readonly #preferences: Preferences;
  readonly #effective: EffectivePreferences;

  constructor(preferences: Preferences, effective: EffectivePreferences) {
    this.#preferences = preferences;
    this.#effective = effective;
  }

  async run(call: CommandCall): Promise<void> {
    const [word = 'show', name, ...more] = call.rest.toLowerCase().split(/\s+/).filter(Boolean);
    if (word === 'show' && name === undefined) return this.#show(call);
    if (word === 'set' && name !== undefined && more.length === 0) return this.#set(call, name);
    if (word === 'clear' && name === undefined) return this.#clear(call);
    await call.reply({ problem: { kind: 'usage', usage: this.usage } });
  }

  async #show(call: CommandCall): Promise<void> {
    const { generation, message } = call;
    const preferences = await this.#effective.of(call.place);
    const { engine, source } = engineOfChat(generation, preferences, message.chatId);
    const model = preferences.models?.[engine] ?? generation.config.engines[engine]?.model;
    const states = await Promise.all(generation.engines.ids.map((id) => describe(id, generation.engines)));
    const lines = [
      `Engine: ${codeSpan(engine)} (${SOURCES[source]})`,
      `Model: ${model === undefined || model === null ? 'the engine’s own choice' : codeSpan(model)}`,
    ];
    await call.reply(`${lines.join('  \n')}\n\n${states.join('\n')}`, { silent: true });
  }

  async #set(call: CommandCall, name: string): Promise<void> {
    const known = call.generation.engines.ids;
    if (!known.includes(name)) return call.reply({ problem: { kind: 'unknown-engine', name, known } });
    if (!(await requireAdministrator(call))) return;
    await this.#preferences.change(call.place.chatId, call.place.threadId, (now) => ({ ...now, engine: name }));
    const warning = await warningFor(name, call.generation.engines);
    await call.reply(`Messages here go to ${codeSpan(name)} from now on.${warning}`, { silent: true });
  }

  async #clear(call: CommandCall): Promise<void> {
    if (!(await requireAdministrator(call))) return;
    const { chatId, threadId } = call.place;
    const left = await this.#preferences.change(chatId, threadId, ({ engine: _chosen, ...rest }) => rest);
    const { engine } = engineOfChat(call.generation, left, chatId);
    await call.reply(`No engine is chosen here any more; ${codeSpan(engine)} is the default.`, { silent: true });
  }
}

async function describe(id: string, catalog: EngineCatalog): Promise<string> {
  return `- ${codeSpan(id)} – ${await stateOf(id, catalog)}`;
}

async function warningFor(id: string, catalog: EngineCatalog): Promise<string> {
  const found = catalog.find(id);
  if (found.ok && (await found.value.availability()).kind === 'available') return '';
  return ` ⚠️ It is ${await stateOf(id, catalog)}.`;
}

async function stateOf(id: string, catalog: EngineCatalog): Promise<string> {
  const found = catalog.find(id);
  if (!found.ok) return 'not available in this version of Untether';
  return availabilityText(await found.value.availability());
}

function availabilityText(availability: Awaited<ReturnType<Engine['availability']>>): string {
  switch (availability.kind) {
    case 'available':
      return availability.version === null ? 'ready' : `ready, version ${codeSpan(availability.version)}`;
    case 'missing':
      return `not installed; install it with ${codeSpan(availability.install)}`;
    case 'not-built':
      return 'not available in this version of Untether';
  }
}
