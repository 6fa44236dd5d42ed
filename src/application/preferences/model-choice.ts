import { nearWord } from '../../domain/chat/near-word.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { ChatPreferences } from '../ports/store/preferences.js';
import type { ChatProblem } from '../values/chat-problem.js';
import { modelText } from '../wording/commands/choice-text.js';
import { engineWarning } from '../wording/health/engine-state.js';
import { type ChatChoice, type ChoiceOption, type ChoiceSpot, putByEngine } from './chat-choice.js';

/** `/model`: which model an engine uses in a chat or topic; the engine says whether there is such a model. */
export class ModelChoice implements ChatChoice {
  readonly name = 'model';
  readonly description = 'which model the agent uses here';
  readonly usage = ['/model', '/model set [engine] <model>', '/model clear [engine]'];
  readonly byEngine = true;
  readonly forAdministrators = true;

  read(written: string, { generation }: ChoiceSpot): Result<string, ChatProblem> {
    const { ids } = generation.engines;
    const [first = '', ...others] = written.split(' ');
    const isEngine = others.length > 0 && nearWord(first, ids) !== null;
    return isEngine ? fail({ kind: 'unknown-engine', name: first, known: ids }) : ok(written);
  }

  chosen({ preferences, engine }: ChoiceSpot): string | null {
    return preferences.models?.[engine] ?? null;
  }

  put(now: ChatPreferences, engine: string, value: string | null): ChatPreferences {
    return putByEngine(now, 'models', engine, value);
  }

  async show(spot: ChoiceSpot): Promise<string> {
    const chosen = this.chosen(spot);
    const warning = await engineWarning(spot.engine, spot.generation.engines);
    return modelText(spot.engine, { value: chosen ?? configured(spot), chosenHere: chosen !== null }, warning);
  }

  async options(spot: ChoiceSpot): Promise<readonly ChoiceOption[]> {
    const engine = spot.generation.engines.find(spot.engine);
    const known = engine.ok ? engine.value.manifest.models : [];
    const names = [configured(spot), this.chosen(spot), ...known].filter((name) => name !== null);
    return [...new Set(names)].map((name) => ({ label: name, value: name }));
  }
}

function configured({ generation, engine }: ChoiceSpot): string | null {
  return generation.config.engines[engine]?.model ?? null;
}
