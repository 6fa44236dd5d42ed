/** A key that only one engine's table of the configuration has. */
export type EngineKey = SwitchKey | TextKey | ToolsKey;

interface NamedKey {
  readonly name: string;
  /** One sentence for the reference page. */
  readonly description: string;
}

/** On or off. */
export interface SwitchKey extends NamedKey {
  readonly kind: 'switch';
  readonly usual: boolean;
  /** When an edit allows more than before. */
  readonly widens: 'turned-on' | 'never';
  /** Whether it lifts every limit while it is on: whatever mode is named, or where none is. */
  readonly lifts?: 'in-every-mode' | 'where-unset';
}

/** A text that may be left out. */
export interface TextKey extends NamedKey {
  readonly kind: 'text';
  /** What holds without it, in words; without words it is simply unset. */
  readonly usual?: string;
  readonly widens: 'any-change' | 'never';
}

/** The tools that need no permission; an edit that adds one allows more. */
export interface ToolsKey extends NamedKey {
  readonly kind: 'tools';
  /** Those where the list is left out and nobody can be asked; where somebody can be, there are none then. */
  readonly unattended: readonly string[];
}
