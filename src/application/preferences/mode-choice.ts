import { liftsAllLimits, permissionsOf } from '../../domain/engine/permission.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { ChatPreferences } from '../ports/store/preferences.js';
import type { ChatProblem } from '../values/chat-problem.js';
import { codeSpan } from '../wording/text/markdown.js';
import { type ChatChoice, type ChoiceOption, type ChoiceSpot, putByEngine } from './chat-choice.js';

/** What the short words stand for, as Claude Code calls it. */
const WORDS: Readonly<Record<string, string>> = { on: 'plan', off: 'acceptEdits', auto: 'auto' };

/**
 * `/planmode`: what an engine may do in a chat or topic without asking; for Claude Code above all whether it plans first.
 * Modes that lift every limit are for the configuration only, since triggers work by the choices of their chat, too.
 */
export class ModeChoice implements ChatChoice {
  readonly name = 'planmode';
  readonly description = 'let the engine plan first, or choose what it may do';
  readonly usage = [
    '/planmode',
    '/planmode on|off|auto',
    '/planmode show',
    '/planmode set [engine] <permission mode>',
    '/planmode clear [engine]',
  ];
  readonly byEngine = true;
  readonly forAdministrators = true;

  /** Between planning and working, for an engine that can do both. */
  toggled(spot: ChoiceSpot): string | null {
    const words = wordsOf(spot).map(([word]) => word);
    if (!words.includes('on') || !words.includes('off')) return null;
    return this.chosen(spot) === WORDS['on'] || this.chosen(spot) === WORDS['auto'] ? 'off' : 'on';
  }

  read(written: string, spot: ChoiceSpot): Result<string, ChatProblem> {
    const { engine } = spot;
    const word = wordsOf(spot).find(([name]) => name === written.toLowerCase())?.[1] ?? written;
    const mode = modesOf(spot).find((name) => name.toLowerCase() === word.toLowerCase());
    const allowed = allowedModesOf(spot);
    if (mode !== undefined && allowed.includes(mode)) return ok(mode);
    return fail({ kind: 'usage', usage: this.usage, why: whyNot(engine, mode, allowed) });
  }

  chosen({ preferences, engine }: ChoiceSpot): string | null {
    return preferences.permissionModes?.[engine] ?? null;
  }

  put(now: ChatPreferences, engine: string, value: string | null): ChatPreferences {
    return putByEngine(now, 'permissionModes', engine, value);
  }

  async show(spot: ChoiceSpot): Promise<string> {
    const { engine, generation } = spot;
    const chosen = this.chosen(spot);
    const mode = chosen ?? generation.config.engines[engine]?.permissionMode ?? null;
    const source = chosen === null ? 'configured' : 'chosen here';
    const text = mode === null ? unsetText(engine) : `${codeSpan(mode)} (${source})`;
    return `Permission mode of ${codeSpan(engine)}: ${text}. New runs begin with it.`;
  }

  async options(spot: ChoiceSpot): Promise<readonly ChoiceOption[]> {
    return allowedModesOf(spot).map((mode) => ({ label: mode, value: mode }));
  }
}

function modesOf({ generation, engine }: ChoiceSpot): readonly string[] {
  const found = generation.engines.find(engine);
  return found.ok ? found.value.permissionModes : [];
}

/** Those that a chat may choose. */
function allowedModesOf(spot: ChoiceSpot): readonly string[] {
  return modesOf(spot).filter((mode) => !liftsAllLimits(spot.engine, mode));
}

/** What the engine does where no mode is named. */
function unsetText(engine: string): string {
  const unset = permissionsOf(engine)?.unset;
  if (unset === undefined) return 'whatever the engine does by itself';
  const modes = [...new Set([unset.attended, unset.unattended])].map(codeSpan);
  const limits = liftsAllLimits(engine, null) ? ', which lifts every limit' : '';
  return `none is configured, so ${modes.join(' where you can be asked, else ')}${limits}`;
}

function wordsOf(spot: ChoiceSpot): readonly (readonly [string, string])[] {
  return Object.entries(WORDS).filter(([, mode]) => modesOf(spot).includes(mode));
}

function whyNot(engine: string, mode: string | undefined, allowed: readonly string[]): string {
  if (mode !== undefined) return `${mode} lifts every limit; set permission_mode under [${engine}] in untether.toml.`;
  return allowed.length === 0 ? `${engine} has no permission modes.` : `${engine} knows ${allowed.join(', ')}.`;
}
