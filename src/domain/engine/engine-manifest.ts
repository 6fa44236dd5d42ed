import type { EngineId } from '../ids.js';
import type { EngineKey } from './engine-key.js';
import type { KnownError } from './known-error.js';
import type { ModeMeaning, Permission } from './permission.js';

/** Everything there is to know of an agent CLI before it is started; whoever asks about an engine asks its manifest. */
export interface EngineManifest<Mode extends string = string> {
  readonly id: EngineId;
  /** As people call it. */
  readonly name: string;
  /** The program's usual name on the PATH. */
  readonly program: string;
  /** A shell command that installs it. */
  readonly install: string;
  /** The shell command that logs it in. */
  readonly login: string;
  /** Arguments that decide how the program and Untether talk; `extra_args` may not hold them. */
  readonly ownArguments: readonly string[];
  /** What `extra_args` are where the configuration gives none. */
  readonly extraArgs: readonly string[];
  /** Names of files, as `FileRules` has them, that triggers keep away from: those with its keys, and those that it obeys. */
  readonly files: { readonly secret: readonly string[]; readonly obeyed: readonly string[] };
  /** The keys that its table has beyond those of every engine. */
  readonly keys: readonly EngineKey[];
  /** What it writes when it fails, where only it writes that; the first that matches counts. */
  readonly knownErrors: readonly KnownError[];
  /** The levels of reasoning effort that it knows, least first; empty if it has none to choose. */
  readonly efforts: readonly string[];
  /** Names of models worth a button; it may know many more. */
  readonly models: readonly string[];
  /** The permission or sandbox modes that it knows, in the order of a menu. */
  readonly modes: readonly Mode[];
  /** What it does unasked in each of them. */
  readonly permissions: Readonly<Record<NoInfer<Mode>, Permission>>;
  /** Modes that ask nobody about some of what they don't let through: it judges that itself, or refuses it. */
  readonly unaskedModes?: { readonly [Name in NoInfer<Mode>]?: 'judged' | 'refused' };
  /** The mode that none at all amounts to, in runs in which a person can be asked and in the others. */
  readonly unset: { readonly attended: NoInfer<Mode>; readonly unattended: NoInfer<Mode> };
  /** Short words by which a chat may name modes: `on` to plan first, `off` to work. */
  readonly modeWords: { readonly [Word in 'on' | 'off' | 'auto']?: NoInfer<Mode> };
}

/** A manifest whose modes are known by name: the compiler asks for a permission of each, and of no mode that isn't one. */
export function defineManifest<const Mode extends string>(manifest: EngineManifest<Mode>): EngineManifest<Mode> {
  return manifest;
}

/** What the engine in that mode does unasked; `null` is no mode at all, and a mode that nobody knows may do anything. */
export function permissionOf(manifest: EngineManifest, mode: string | null, attended: boolean): Permission {
  const { modes, permissions, unset } = manifest;
  const meant = mode ?? (attended ? unset.attended : unset.unattended);
  return (modes.includes(meant) ? permissions[meant] : undefined) ?? 'unlimited';
}

/** What a mode comes to, as closely as it can be told; `null` for a mode that nobody knows. */
export function meaningOf(manifest: EngineManifest, mode: string): ModeMeaning | null {
  const { modes, permissions, unaskedModes = {}, modeWords } = manifest;
  if (modeWords.on === mode) return 'plan';
  return modes.includes(mode) ? (unaskedModes[mode] ?? permissions[mode] ?? null) : null;
}

/** Whether the engine in that mode does whatever it likes, unasked and outside any sandbox, in some run. */
export function liftsAllLimits(manifest: EngineManifest, mode: string | null): boolean {
  return [true, false].some((attended) => permissionOf(manifest, mode, attended) === 'unlimited');
}

/**
 * The switch of the engine's table that lifts every limit while that mode is named, among those that are on; `null` is no
 * mode at all, and no switch.
 */
export function liftingSwitch(
  manifest: EngineManifest,
  mode: string | null,
  isOn: (key: string) => boolean,
): string | null {
  const lifts = (key: EngineKey) =>
    key.kind === 'switch' && (key.lifts === 'in-every-mode' || (key.lifts === 'where-unset' && mode === null));
  return manifest.keys.find((key) => lifts(key) && isOn(key.name))?.name ?? null;
}

/** The first of the arguments that the engine's table may not give, without its value; `null` if there is none. */
export function ownArgumentIn({ ownArguments }: EngineManifest, extraArgs: readonly string[]): string | null {
  return extraArgs.map((arg) => arg.split('=', 1)[0] ?? arg).find((arg) => ownArguments.includes(arg)) ?? null;
}
