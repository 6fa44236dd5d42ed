import type { EngineManifest } from '../../../domain/engine/engine-manifest.js';
import { liftsAllLimits } from '../../../domain/engine/engine-manifest.js';
import { codeSpan } from '../text/markdown.js';
import { modeWords } from '../text/mode-words.js';

/** What holds in a chat for one setting; `chosenHere` where somebody chose it there, else the configuration says so. */
export interface Setting<V extends string | null = string | null> {
  readonly value: V;
  readonly chosenHere: boolean;
}

const FRESH = 'Applies to the next task. /new starts a fresh conversation.';

/** Which model an engine uses in a chat; `null` is its own choice. `warning` stands behind it. Markdown. */
export function modelText(engine: string, { value, chosenHere }: Setting, warning: string): string {
  const text = value === null ? 'the agent’s default' : `${codeSpan(value)} (${sourceOf(chosenHere)})`;
  return `Model for ${codeSpan(engine)}: ${text}.${chosenHere ? ` ${FRESH}` : ''}${warning}`;
}

/** How hard an engine thinks in a chat; `null` is its own choice. Markdown. */
export function effortText(engine: string, chosen: string | null): string {
  const of = `Reasoning effort for ${codeSpan(engine)}`;
  return chosen === null ? `${of}: the agent’s default.` : `${of}: ${codeSpan(chosen)} (chosen here). ${FRESH}`;
}

/** That an engine has no efforts; plain text, but for the name as it is given. */
export function noEffortText(engine: string): string {
  return `${engine} has no reasoning effort to choose.`;
}

/** Why a level of effort is none; plain text. */
export function noSuchEffortText(engine: string, levels: readonly string[]): string {
  return levels.length === 0 ? noEffortText(engine) : `${engine} has the levels ${levels.join(', ')}.`;
}

/** What an engine may do in a chat without asking. */
export interface ModeSetting {
  readonly engine: string;
  readonly setting: Setting;
  /** `null` for an engine that nobody knows. */
  readonly manifest: EngineManifest | null;
  /** The switch of the configuration that lifts every limit all the same; `null` if none does. */
  readonly lifting: string | null;
}

/** The same in words; Markdown. */
export function modeText({ engine, setting: { value, chosenHere }, manifest, lifting }: ModeSetting): string {
  const mode = value === null ? unsetText(manifest) : `${modeName(manifest, value)}, ${sourceOf(chosenHere)}`;
  const text = lifting === null ? mode : `${mode}; but ${codeSpan(`${lifting} = true`)} lifts every limit`;
  return `What ${codeSpan(engine)} may do without asking: ${text}. A change applies to the next task.`;
}

/** Why a mode can't be chosen in a chat: it is none (`null`), or only the configuration may set it; plain text. */
export function noSuchModeText(engine: string, mode: string | null, allowed: readonly string[]): string {
  if (mode !== null) return `${mode} lifts every limit; set permission_mode under [${engine}] in untether.toml.`;
  return allowed.length === 0 ? `${engine} has no permission modes.` : `${engine} has the modes ${allowed.join(', ')}.`;
}

/** What the buttons say that choose how much progress messages show. */
export const VERBOSITY_LABELS = { compact: 'Short', verbose: 'With details' } as const;

/** How much progress messages show in a chat; plain text. */
export function verbosityText({ value, chosenHere }: Setting<'verbose' | 'compact'>): string {
  const what = value === 'verbose' ? 'each step with its details' : 'one line for each step';
  return `Progress shows ${what} (${sourceOf(chosenHere)}). A change applies to the next task.`;
}

function unsetText(manifest: EngineManifest | null): string {
  if (manifest === null) return 'the agent’s default';
  const { attended, unattended } = manifest.unset;
  const modes = [...new Set([attended, unattended])].map((mode) => modeName(manifest, mode));
  const limits = liftsAllLimits(manifest, null) ? ', which lifts every limit' : '';
  return `${modes.join(' where you can be asked, else ')} (nothing is configured)${limits}`;
}

function modeName(manifest: EngineManifest | null, mode: string): string {
  const words = manifest === null ? null : modeWords(manifest, mode);
  return words === null ? codeSpan(mode) : `${words} (${codeSpan(mode)})`;
}

function sourceOf(chosenHere: boolean): string {
  return chosenHere ? 'chosen here' : 'configured';
}
