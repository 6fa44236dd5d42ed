import type { ShownFiles } from '../../../domain/chat/shown-files.js';

/** What an agent is told of the file or folder that a person asks about; `null` where it is none. */
export function aboutFile({ kind, path }: ShownFiles): string | null {
  if (path === '') return null;
  if (kind === 'directory') return `[folder: ${path}]`;
  return kind === 'file' || kind === 'question' ? `[file: ${path}]` : null;
}
