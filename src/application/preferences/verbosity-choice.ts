import { fail, ok, type Result } from '../../domain/result.js';
import type { ChatPreferences } from '../ports/store/preferences.js';
import type { ChatProblem } from '../values/chat-problem.js';
import { VERBOSITY_LABELS, verbosityText } from '../wording/commands/choice-text.js';
import type { ChatChoice, ChoiceOption, ChoiceSpot } from './chat-choice.js';

type Verbosity = NonNullable<ChatPreferences['verbosity']>;

const WORDS: ReadonlyMap<string, Verbosity> = new Map([
  ['on', 'verbose'],
  ['verbose', 'verbose'],
  ['off', 'compact'],
  ['compact', 'compact'],
]);

/** `/verbose`: how much progress messages show in a chat or topic. */
export class VerbosityChoice implements ChatChoice {
  readonly name = 'verbose';
  readonly description = 'how much detail progress shows';
  readonly usage = ['/verbose', '/verbose on|off', '/verbose clear'];
  readonly byEngine = false;
  readonly forAdministrators = false;

  read(written: string): Result<Verbosity, ChatProblem> {
    const meant = WORDS.get(written.toLowerCase());
    return meant === undefined ? fail({ kind: 'usage', usage: this.usage }) : ok(meant);
  }

  chosen({ preferences }: ChoiceSpot): Verbosity | null {
    return preferences.verbosity ?? null;
  }

  put({ verbosity: _former, ...others }: ChatPreferences, _engine: string, value: string | null): ChatPreferences {
    const meant = WORDS.get(value ?? '');
    return meant === undefined ? others : { ...others, verbosity: meant };
  }

  async show(spot: ChoiceSpot): Promise<string> {
    return verbosityText({ value: verbosityOf(spot), chosenHere: this.chosen(spot) !== null });
  }

  async options(): Promise<readonly ChoiceOption[]> {
    return (['compact', 'verbose'] as const).map((value) => ({ label: VERBOSITY_LABELS[value], value }));
  }
}

function verbosityOf({ preferences, generation }: ChoiceSpot): Verbosity {
  return preferences.verbosity ?? generation.config.progress.verbosity;
}
