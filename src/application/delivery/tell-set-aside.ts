import type { Generation } from '../values/generation.js';
import { codeSpan } from '../wording/text/markdown.js';
import type { Notifier } from './notifier.js';
import { tellOwner } from './tell-owner.js';

/** A database that could not be used, and where it was kept. */
export interface KeptFile {
  readonly path: string;
  readonly reason: 'corrupt' | 'newer';
}

/** Tells the owner that the program began with an empty memory, and where the earlier one is. */
export function tellSetAside(notices: Notifier, generation: Generation, kept: KeptFile): Promise<void> {
  const why = kept.reason === 'newer' ? 'was written by a later version' : 'was damaged';
  const markdown =
    `⚠️ Untether’s database ${why}, so it began with an empty one: conversations, choices and waiting work are not known any ` +
    `more. Nothing was thrown away; the earlier file is kept as ${codeSpan(kept.path)}.`;
  return tellOwner(notices, generation, markdown);
}
