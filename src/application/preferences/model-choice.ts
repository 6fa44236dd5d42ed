import { ok, type Result } from '../../domain/result.js';
import type { ChatPreferences } from '../ports/store/preferences.js';
import { engineWarning } from '../wording/engine-state.js';
import { codeSpan } from '../wording/text/markdown.js';
import { type ChatChoice, type ChoiceOption, type ChoiceSpot, putByEngine } from './chat-choice.js';

/** `/model`: which model an engine uses in a chat or topic; the engine says whether there is such a model. */
export class ModelChoice implements ChatChoice {
  readonly name = 'model';
  readonly description = 'show or choose the model of this chat';
  readonly usage = ['/model', '/model set [engine] <model>', '/model clear [engine]'];
  readonly byEngine = true;
  readonly forAdministrators = true;

  toggled(): null {
    return null;
  }

  read(written: string): Result<string, never> {
    return ok(written);
  }

  chosen({ preferences, engine }: ChoiceSpot): string | null {
    return preferences.models?.[engine] ?? null;
  }

  put(now: ChatPreferences, engine: string, value: string | null): ChatPreferences {
    return putByEngine(now, 'models', engine, value);
  }

  async show(spot: ChoiceSpot): Promise<string> {
    const chosen = this.chosen(spot);
    const model = chosen ?? configured(spot);
    const source = chosen === null ? 'configured' : 'chosen here';
    const text = model === null ? 'the engine’s own choice' : `${codeSpan(model)} (${source})`;
    const fresh = chosen === null ? '' : ' Applies to the next task. /new starts a fresh conversation.';
    const warning = await engineWarning(spot.engine, spot.generation.engines);
    return `Model of ${codeSpan(spot.engine)}: ${text}.${fresh}${warning}`;
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
