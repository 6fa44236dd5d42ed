import { fail, ok, type Result } from '../../domain/result.js';
import type { ChatPreferences } from '../ports/store/preferences.js';
import type { ChatProblem } from '../values/chat-problem.js';
import { effortText, noEffortText, noSuchEffortText } from '../wording/commands/choice-text.js';
import { codeSpan } from '../wording/text/markdown.js';
import { type ChatChoice, type ChoiceOption, type ChoiceSpot, putByEngine } from './chat-choice.js';

/** `/reasoning`: how hard an engine thinks in a chat or topic, for those that let it be chosen. */
export class EffortChoice implements ChatChoice {
  readonly name = 'reasoning';
  readonly description = 'how hard the model thinks here';
  readonly usage = ['/reasoning', '/reasoning set [engine] <level>', '/reasoning clear [engine]'];
  readonly byEngine = true;
  readonly forAdministrators = true;

  read(written: string, spot: ChoiceSpot): Result<string, ChatProblem> {
    const level = written.toLowerCase();
    const levels = levelsOf(spot);
    if (levels.includes(level)) return ok(level);
    return fail({ kind: 'usage', usage: this.usage, why: noSuchEffortText(spot.engine, levels) });
  }

  chosen({ preferences, engine }: ChoiceSpot): string | null {
    return preferences.efforts?.[engine] ?? null;
  }

  put(now: ChatPreferences, engine: string, value: string | null): ChatPreferences {
    return putByEngine(now, 'efforts', engine, value);
  }

  async show(spot: ChoiceSpot): Promise<string> {
    if (levelsOf(spot).length === 0) return noEffortText(codeSpan(spot.engine));
    return effortText(spot.engine, this.chosen(spot));
  }

  async options(spot: ChoiceSpot): Promise<readonly ChoiceOption[]> {
    return levelsOf(spot).map((level) => ({ label: level, value: level }));
  }
}

function levelsOf({ generation, engine }: ChoiceSpot): readonly string[] {
  const found = generation.engines.find(engine);
  return found.ok ? found.value.manifest.efforts : [];
}
