import type { EngineId } from '../../../../domain/ids.js';
import type { ChatChoice, ChoiceSpot } from '../../../preferences/chat-choice.js';
import type { Command, CommandCall } from '../command.js';
import { requireAdministrator } from '../require-administrator.js';
import type { ChatSettings } from './chat-settings.js';

type Verb = 'show' | 'set' | 'clear';

const VERBS: ReadonlyMap<string, Verb> = new Map([
  ['show', 'show'],
  ['set', 'set'],
  ['clear', 'clear'],
  ['reset', 'clear'],
]);

interface Asked {
  /** `null`: the bare command. */
  readonly verb: Verb | null;
  readonly engine: EngineId | null;
  readonly written: string;
}

/** A command that shows what is chosen for a chat or topic and changes it, in words or by buttons. */
export class ChoiceCommand implements Command {
  readonly name: string;
  readonly description: string;
  readonly usage: readonly string[];
  readonly group = 'chat';
  readonly #choice: ChatChoice;
  readonly #desk: ChatSettings;

  constructor(choice: ChatChoice, desk: ChatSettings) {
    this.name = choice.name;
    this.description = choice.description;
    this.usage = choice.usage;
    this.#choice = choice;
    this.#desk = desk;
  }

  async run(call: CommandCall): Promise<void> {
    const asked = askedOf(call.rest, this.#choice.byEngine ? call.generation.engines.ids : []);
    if (asked === null) return call.reply({ problem: { kind: 'usage', usage: this.usage } });
    const spot = await this.#desk.spot(call.generation, call.place, asked.engine);
    if (asked.verb === null || asked.verb === 'show') return this.#show(call, spot);
    if (asked.verb === 'clear') return this.#put(call, spot, null);
    const value = this.#choice.read(asked.written, spot);
    return value.ok ? this.#put(call, spot, value.value) : call.reply({ problem: value.problem });
  }

  async #put(call: CommandCall, spot: ChoiceSpot, value: string | null): Promise<void> {
    if (this.#choice.forAdministrators && !(await requireAdministrator(call))) return;
    await this.#show(call, await this.#desk.put(this.#choice, spot, value));
  }

  async #show(call: CommandCall, spot: ChoiceSpot): Promise<void> {
    const { markdown, buttons } = await this.#desk.view(this.#choice, spot);
    await call.reply(markdown, { silent: true, buttons });
  }
}

/** `[show]`, `[set] [engine] <value>` or `clear [engine]`; a lone engine is shown. `null` if it is none of these. */
function askedOf(rest: string, engines: readonly EngineId[]): Asked | null {
  const all = rest.split(/\s+/).filter(Boolean);
  const said = VERBS.get(all[0]?.toLowerCase() ?? '') ?? null;
  const words = said === null ? all : all.slice(1);
  const engine = engines.find((id) => id === words[0]?.toLowerCase()) ?? null;
  const written = (engine === null ? words : words.slice(1)).join(' ');
  const verb = said ?? (written !== '' ? 'set' : engine === null ? null : 'show');
  const isComplete = verb === 'set' ? written !== '' : written === '';
  return isComplete ? { verb, engine, written } : null;
}
