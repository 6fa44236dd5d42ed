import type { Engine } from '../../../domain/engine/engine.js';
import { parseContextLine } from '../../../domain/project/context-line.js';
import type { Standing } from '../../ports/chat/message-store.js';
import { resumeTokenIn } from './resume-directive.js';

/** How many lines below an answer were the Python program's own: context and model, cost, usage, resume line. */
const LAST_LINES = 4;

/**
 * What a message of the Python program stands for, by the lines that it ended its messages with; `null` if by nothing.
 * Only to be asked about a message which is certainly its own.
 */
export function earlierStanding(text: string, engines: readonly Engine[]): Standing | null {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const resume = resumeTokenIn((lines.at(-1) ?? '').replace(/^\s*↩\uFE0F?\s*/u, ''), engines);
  const context = parseContextLine(lines.slice(-LAST_LINES).join('\n'));
  if (resume === null && context === null) return null;
  return { run: null, engine: resume?.engine ?? null, context, resume };
}
