import type { EngineThread } from '../../../application/ports/engine/engine-tools.js';
import type { ThreadCommands } from '../profile/engine-definition.js';

/** `amp threads` (seen: 0.0.1790142911): the ids are `T-` and a UUID. */
export const ampThreads: ThreadCommands = {
  list: ['threads', 'list'],
  search: (words) => ['threads', 'search', '--', words],
  archive: (id) => ['threads', 'archive', '--', id],
  isId: (text) => /^T-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text),
  /** A row of the table that it prints: the id anywhere, the title in the first other cell. */
  threadIn(line): EngineThread | null {
    const id = /\bT-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/i.exec(line)?.[0];
    if (id === undefined) return null;
    const cells = line.split(/\s{2,}|[│|]/).map((cell) => cell.trim());
    return { id, title: cells.find((cell) => cell !== '' && !cell.includes(id)) ?? '' };
  },
};
