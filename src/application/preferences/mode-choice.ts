import { type EngineManifest, liftingSwitch, liftsAllLimits } from '../../domain/engine/engine-manifest.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { ChatPreferences } from '../ports/store/preferences.js';
import type { ChatProblem } from '../values/chat-problem.js';
import { modeText, noSuchModeText } from '../wording/commands/choice-text.js';
import { modeLabel, modeWords } from '../wording/text/mode-words.js';
import { type ChatChoice, type ChoiceOption, type ChoiceSpot, putByEngine } from './chat-choice.js';

/**
 * `/planmode`: what an engine may do in a chat or topic without asking, above all whether it plans first.
 * Modes that lift every limit are for the configuration only, since triggers work by the choices of their chat, too.
 */
export class ModeChoice implements ChatChoice {
  readonly name = 'planmode';
  readonly description = 'plan first, or what the agent may do without asking';
  readonly usage = [
    '/planmode',
    '/planmode on|off|auto',
    '/planmode set [engine] <permission mode>',
    '/planmode clear [engine]',
  ];
  readonly byEngine = true;
  readonly forAdministrators = true;
  readonly aRow = 1;

  read(written: string, spot: ChoiceSpot): Result<string, ChatProblem> {
    const { engine } = spot;
    const manifest = manifestOf(spot);
    const words = Object.entries(manifest?.modeWords ?? {});
    const word = words.find(([name]) => name === written.toLowerCase())?.[1] ?? written;
    const mode = manifest?.modes.find((name) => name.toLowerCase() === word.toLowerCase());
    const allowed = allowedModesOf(spot);
    if (mode !== undefined && allowed.includes(mode)) return ok(mode);
    return fail({ kind: 'usage', usage: this.usage, why: noSuchModeText(engine, mode ?? null, allowed) });
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
    const { permissionMode = null, extra = {} } = generation.config.engines[engine] ?? {};
    const value = chosen ?? permissionMode;
    const manifest = manifestOf(spot);
    const lifting = manifest === null ? null : liftingSwitch(manifest, value, (key) => extra[key] === true);
    return modeText({ engine, setting: { value, chosenHere: chosen !== null }, manifest, lifting });
  }

  async options(spot: ChoiceSpot): Promise<readonly ChoiceOption[]> {
    const manifest = manifestOf(spot);
    const chosen = this.chosen(spot);
    const allowed = allowedModesOf(spot);
    const said = (modes: readonly string[]) =>
      modes.map((mode) => (manifest === null ? null : modeWords(manifest, mode)));
    // Of several names for the same the first is enough.
    const shown = allowed.filter((mode, index) => {
      const [words = null] = said([mode]);
      return mode === chosen || words === null || !said(allowed.slice(0, index)).includes(words);
    });
    return shown.map((mode) => ({ label: modeLabel(manifest, mode), value: mode }));
  }
}

function manifestOf({ generation, engine }: ChoiceSpot): EngineManifest | null {
  const found = generation.engines.find(engine);
  return found.ok ? found.value.manifest : null;
}

/** Those that a chat may choose. */
function allowedModesOf(spot: ChoiceSpot): readonly string[] {
  const manifest = manifestOf(spot);
  return manifest === null ? [] : manifest.modes.filter((mode) => !liftsAllLimits(manifest, mode));
}
