import type { FinalView, ProgressView } from '../../../../application/ports/chat/chat-channel.js';
import { shortLine } from '../../../../application/wording/text/shorten.js';
import { concat, type FormattedText, styled } from '../formatted-text.js';
import { elapsedText } from './durations.js';

const LABELS: Readonly<Record<ProgressView['phase'] | FinalView['status'], string>> = {
  queued: 'queued',
  starting: 'starting',
  working: 'working',
  asking: 'waiting for you',
  stopping: 'stopping',
  done: 'done',
  error: 'error',
  cancelled: 'cancelled',
  interrupted: 'interrupted',
  kept: 'kept for later',
};

const LONGEST_ENGINE = 64;

/** What a header tells. */
export interface HeaderFacts {
  readonly label: ProgressView['phase'] | FinalView['status'];
  readonly engine: string;
  /** `null` is not told. */
  readonly elapsedMs: number | null;
  readonly steps: number;
}

/** `label · engine · elapsed · step n`, and ` · continued (i/N)` on the later parts of an answer. */
export function renderHeader(facts: HeaderFacts, part = 1, parts = 1): FormattedText {
  const rest = [shortLine(facts.engine, LONGEST_ENGINE)];
  if (facts.elapsedMs !== null) rest.push(elapsedText(facts.elapsedMs));
  if (facts.steps > 0) rest.push(`step ${facts.steps}`);
  if (part > 1) rest.push(`continued (${part}/${parts})`);
  const type = facts.label === 'cancelled' || facts.label === 'interrupted' || facts.label === 'kept' ? 'code' : 'bold';
  return concat([styled({ type }, LABELS[facts.label]), ` · ${rest.join(' · ')}`]);
}
