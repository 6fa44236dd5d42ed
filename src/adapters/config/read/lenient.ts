import type { EngineId } from '../../../domain/ids.js';
import { type Path, pathId } from '../toml/tree.js';

/**
 * The single entry that can be left out if the value at the path is wrong, or `null` if the value matters to the whole:
 * a project, a cron, a webhook, a plugin, the table of an engine that is not the default, an unknown top-level table.
 */
export function entryAround(
  path: Path,
  engines: { readonly known: readonly EngineId[]; readonly usual: EngineId },
  unknownAtTop: boolean,
): Path | null {
  const [first, second] = path;
  if (first === 'plugins' && second === 'enabled') return null;
  if (first === 'engines' && second === engines.usual) return null;
  if (first === 'projects' || first === 'plugins' || first === 'engines')
    return path.length < 2 ? null : path.slice(0, 2);
  if (first === 'triggers' && (second === 'crons' || second === 'webhooks')) {
    return path.length < 3 ? null : path.slice(0, 3);
  }
  if (first === 'transports' && second !== undefined && second !== 'telegram') return path.slice(0, 2);
  if (engines.known.some((id) => id === first)) return first === engines.usual ? null : path.slice(0, 1);
  return unknownAtTop && path.length === 1 ? path : null;
}

/** The entries that are left out. */
export class LeftOut {
  readonly #ids: ReadonlySet<string>;

  constructor(entries: readonly Path[]) {
    this.#ids = new Set(entries.map(pathId));
  }

  get size(): number {
    return this.#ids.size;
  }

  has(entry: Path): boolean {
    return this.#ids.size > 0 && this.#ids.has(pathId(entry));
  }
}
