import type { RunFace } from '../../../application/ports/chat-channel.js';
import { joinedLines } from '../../../domain/joined-lines.js';
import { provenance, type RunOrigin } from '../../../domain/run/run-origin.js';
import { concat, type FormattedText, joinWith, plain, styled } from './formatted-text.js';
import { shortModel } from './short-model.js';
import { shortLine } from './shorten.js';

const LONGEST_CONTEXT = 512;
const LONGEST_META = 200;

/** A longer command is left out: cut off it would be of no use. */
const LONGEST_RESUME_LINE = 1_024;

/**
 * What stands below a run's text: `🏷 dir: alias @branch | meta`, the cost line, and the resume line in code. The first
 * and the last are read back from replies, so they stand on lines of their own.
 */
export function renderFooter(face: RunFace, cost: string | null = null): FormattedText {
  const facts = joinWith('\n', [plain(labelLine(face)), plain(cost ?? '')]);
  return joinWith('\n\n', [facts, resumeLine(face.resumeLine)]);
}

function labelLine(face: RunFace): string {
  const parts = [contextText(face), shortLine(metaText(face), LONGEST_META)].filter((part) => part !== '');
  return parts.length === 0 ? '' : `🏷 ${parts.join(' | ')}`;
}

function contextText({ context }: RunFace): string {
  if (context === null) return '';
  const branch = context.branch === null ? '' : ` @${context.branch}`;
  return shortLine(`dir: ${context.project}${branch}`, LONGEST_CONTEXT);
}

function metaText({ meta, origin }: RunFace): string {
  const model = meta.model === undefined ? undefined : shortModel(meta.model);
  return [model, meta.effort, meta.permissionMode, originText(origin)].filter(Boolean).join(' · ');
}

function originText(origin: RunOrigin): string | null {
  const source = provenance(origin);
  return source === null ? null : `${origin.kind === 'webhook' || origin.kind === 'loop' ? '⚡' : '⏰'} ${source}`;
}

function resumeLine(command: string | null): FormattedText {
  if (command === null || command.trim() === '' || command.length > LONGEST_RESUME_LINE) return plain('');
  return concat(['↩️ ', styled({ type: 'code' }, joinedLines(command, ' ').trim())]);
}
