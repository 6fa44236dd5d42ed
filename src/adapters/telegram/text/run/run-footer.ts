import type { RunHeader } from '../../../../application/ports/chat/chat-channel.js';
import { shortLine } from '../../../../application/wording/text/shorten.js';
import { joinedLines } from '../../../../domain/joined-lines.js';
import { provenance, type RunOrigin } from '../../../../domain/run/run-origin.js';
import { concat, type FormattedText, joinWith, plain, styled, tidy } from '../formatted-text.js';
import { withoutOrders } from '../markdown/without-orders.js';
import { shortModel } from './short-model.js';

const LONGEST_NAME = 256;
const LONGEST_META = 200;

/** A longer command is left out: cut off it would be of no use. */
const LONGEST_RESUME_LINE = 1_024;

/**
/**
 * What stands below a run's text (`grant` says what goes unasked at the moment): `🏷 dir: alias @branch | meta`, the cost line, and
 * the resume line in code. It is underlined, which nothing else ever is: an answer may end in the same words, but not in a footer.
 */
export function renderFooter(face: RunHeader, cost: string | null = null, grant: string | null = null): FormattedText {
  const facts = joinWith('\n', [labelLine(face, grant), plain(cost ?? '')]);
  const footer = joinWith('\n\n', [facts, resumeLine(face.resumeLine)]);
  return footer.text === '' ? footer : tidy(withoutOrders(styled({ type: 'underline' }, footer)));
}

function labelLine(face: RunHeader, grant: string | null): FormattedText {
  const facts = joinWith(' | ', [
    contextText(face),
    plain(shortLine(metaText(face), LONGEST_META)),
    plain(grant ?? ''),
  ]);
  return facts.text === '' ? facts : concat(['🏷 ', facts]);
}

/** The branch in code: Telegram takes it for somebody's name. */
function contextText({ context }: RunHeader): FormattedText {
  if (context === null) return plain('');
  const project = `dir: ${shortLine(context.project, LONGEST_NAME)}`;
  if (context.branch === null) return plain(project);
  return concat([`${project} `, styled({ type: 'code' }, `@${shortLine(context.branch, LONGEST_NAME)}`)]);
}

function metaText({ meta, origin }: RunHeader): string {
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
