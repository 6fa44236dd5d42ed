import type { Engine } from '../../domain/engine/engine.js';
import type { RunPlan } from '../../domain/run/run-plan.js';
import type { RunState } from '../../domain/run/run-state.js';
import { copyRow } from '../delivery/command-buttons.js';
import type { Button } from '../ports/chat/chat-channel.js';
import { COPY_LABELS } from '../wording/delivery/copy-labels.js';

/** What a shell reads as it stands. */
const PLAIN = /^[\w@%+=:,./-]+$/;

/**
 * A button that copies the command which continues a run's conversation in a terminal, where the message doesn't show it.
 * None in a group for what nobody asked for, since people are there who have nothing to do with it.
 */
export function terminalButton(
  { place, requestedBy, directory, display }: RunPlan,
  engine: Pick<Engine, 'resumeLine'>,
  { resume }: Pick<RunState, 'resume'>,
): readonly (readonly Button[])[] {
  const isForAll = place.chatId < 0 && requestedBy === null;
  if (resume === null || display.showResumeLine || isForAll) return [];
  const line = engine.resumeLine(resume);
  // The conversation's name is the agent's word, and the directory may be called anything: both end up in a shell.
  if (!line.split(' ').every((word) => PLAIN.test(word)) || /\p{Cc}/u.test(directory)) return [];
  return copyRow(COPY_LABELS.terminal, `cd ${shellWord(directory)} && ${line}`);
}

function shellWord(text: string): string {
  return PLAIN.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
