import type { OutboxMessage } from '../../ports/chat/outbox.js';
import { codeSpan } from '../text/markdown.js';

const WHAT: Readonly<Record<OutboxMessage['kind'], string>> = {
  final: 'The answer of a run',
  conclusion: 'The end of a run',
  files: 'A message with files',
  outbox: 'A message with files',
  notice: 'A notice',
};

/** That something could not be sent, and where its text is: `path`, or `null` for who may not know that; Markdown. */
export function unsendableText(kind: OutboxMessage['kind'], deaths: number, path: string | null): string {
  const lead = `❌ ${WHAT[kind]} was set aside: Untether ended unexpectedly ${deaths} times while it sent it.`;
  const where = path === null ? 'kept on the machine that runs Untether' : `in ${codeSpan(path)}`;
  if (kind === 'outbox') return `${lead} The directory that they are in is named ${where}.`;
  return kind === 'files' ? `${lead} Their names are ${where}.` : `${lead} Its text is ${where}.`;
}
