import type { EngineProblem } from '../../domain/run/run-event.js';
import type { Button, Content } from '../ports/chat/chat-channel.js';
import { COPY_LABELS } from '../wording/delivery/copy-labels.js';

/** UTF-16 units: a longer text can't be copied by a button, and half of a command is of no use. */
export const LONGEST_COPY = 256;

/** A row with a button that copies the text; no row where the text is too long. */
export function copyRow(label: string, copy: string): readonly (readonly Button[])[] {
  return copy.trim() === '' || copy.length > LONGEST_COPY ? [] : [[{ label, copy }]];
}

/** Copies the command that a person has to type because of the problem; `login` is the engine's, where it is known. */
export function commandButtons(
  { kind, install = '' }: EngineProblem,
  login: string | null = null,
): readonly (readonly Button[])[] {
  if (kind === 'not-installed') return copyRow(COPY_LABELS.install, install);
  return kind === 'authentication' && login !== null ? copyRow(COPY_LABELS.login, login) : [];
}

/** The buttons that go with what is said, where it is a problem that a command fixes. */
export function contentButtons(content: Content): readonly (readonly Button[])[] {
  return 'problem' in content && content.problem.kind === 'engine' ? commandButtons(content.problem.problem) : [];
}
