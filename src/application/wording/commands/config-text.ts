import type { LocalText } from '../../../domain/schedule/local-text.js';
import { codeSpan } from '../text/markdown.js';

/** What became of `/reload` where nothing was refused. */
export type Reloaded =
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'held' }
  | { readonly kind: 'live'; readonly generation: number };

/** The same as Markdown. */
export function reloadedText(reloaded: Reloaded): string {
  switch (reloaded.kind) {
    case 'unchanged':
      return 'Nothing changed: untether.toml is already in use.';
    case 'held':
      return `✋ The edited configuration waits: the owner chat was asked about it. ${codeSpan('untether reload --apply')} on the machine applies it too.`;
    case 'live':
      return `♻️ Configuration ${reloaded.generation} is live.`;
  }
}

/** A configuration file of before. */
export interface EarlierFile {
  readonly number: number;
  /** When it was applied. */
  readonly local: LocalText;
  /** The names of some of the keys and entries that it changed. */
  readonly changes: readonly string[];
  readonly isLive: boolean;
}

/** The configuration files that one can go back to; Markdown. */
export function earlierFilesText(files: readonly EarlierFile[]): string {
  if (files.length === 0) return 'No configuration file was kept yet.';
  return `↩️ **Earlier configuration files**\n\n${files.map((file) => `- ${fileLine(file)}`).join('\n')}`;
}

function fileLine({ number, local, changes, isLive }: EarlierFile): string {
  const changed = changes.length === 0 ? '' : ` · ${changes.map(codeSpan).join(', ')}`;
  return `**${number}** · ${local.day} ${local.exactTime} ${local.offset}${changed}${isLive ? ' · live' : ''}`;
}
