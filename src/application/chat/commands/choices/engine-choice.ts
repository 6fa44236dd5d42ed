import { fail, ok, type Result } from '../../../../domain/result.js';
import type { ChatPreferences } from '../../../ports/store/preferences.js';
import type { ChatChoice, ChoiceOption, ChoiceSpot } from '../../../preferences/chat-choice.js';
import { engineOfChat } from '../../../preferences/engine-of-chat.js';
import type { ChatProblem } from '../../../values/chat-problem.js';
import { agentText } from '../../../wording/commands/choices-text.js';
import { availabilityOf, engineState, engineWarning } from '../../../wording/health/engine-state.js';

/** `/agent`: which engine answers in a chat or topic. */
export class EngineChoice implements ChatChoice {
  readonly name = 'agent';
  readonly description = 'which agent answers here';
  readonly usage = ['/agent', '/agent set <engine>', '/agent clear'];
  readonly byEngine = false;
  readonly forAdministrators = true;

  read(written: string, { generation }: ChoiceSpot): Result<string, ChatProblem> {
    const name = written.toLowerCase();
    const known = generation.engines.ids;
    return known.includes(name) ? ok(name) : fail({ kind: 'unknown-engine', name: written, known });
  }

  chosen({ preferences }: ChoiceSpot): string | null {
    return preferences.engine ?? null;
  }

  put({ engine: _former, ...others }: ChatPreferences, _engine: string, value: string | null): ChatPreferences {
    return value === null ? others : { ...others, engine: value };
  }

  async show({ generation, preferences, place }: ChoiceSpot): Promise<string> {
    const { engines, config } = generation;
    const { engine, source } = engineOfChat(generation, preferences, place.chatId);
    const model = preferences.models?.[engine] ?? config.engines[engine]?.model ?? null;
    const warning = await engineWarning(engine, engines);
    const all = await Promise.all(engines.ids.map(async (id) => ({ id, state: await engineState(id, engines) })));
    return agentText({ engine, source, warning, model }, all);
  }

  /** Those that are installed. */
  async options({ generation: { engines } }: ChoiceSpot): Promise<readonly ChoiceOption[]> {
    const found = await Promise.all(engines.ids.map((id) => availabilityOf(id, engines)));
    const ready = engines.ids.filter((_id, index) => found[index]?.kind === 'available');
    return ready.map((id) => ({ label: id, value: id }));
  }
}
