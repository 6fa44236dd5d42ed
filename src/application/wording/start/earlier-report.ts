import type { EarlierFindings, EarlierTrouble } from '../../ports/config/python-state.js';
import type { TakenOver } from '../../values/taken-over.js';
import { codeSpan } from '../text/markdown.js';

const TROUBLES: Readonly<Record<EarlierTrouble['kind'], string>> = {
  unreadable: 'can’t be read',
  malformed: 'is damaged',
  version: 'is of another version',
};

/** What was taken over from the program before and what was not, as Markdown; `null` if there is nothing to say. */
export function earlierReport(found: EarlierFindings, taken: TakenOver): string | null {
  const done = [
    counted(taken.sessions.length, 'conversation'),
    counted(taken.choices, 'chat or topic', 'chats or topics', 'the choices of '),
    counted(taken.firedOnce, 'cron that has run once', 'crons that have run once'),
    counted(taken.lastFired, 'last firing', 'last firings', 'the times of '),
    counted(found.openMessages.length, 'open message, marked as interrupted', 'open messages, marked as interrupted'),
  ].flat();
  const left = [
    ...found.troubles.map(({ file, kind }) => `${codeSpan(file)} ${TROUBLES[kind]}`),
    ...(found.unused.length === 0 ? [] : [`there is no place for ${named(found.unused)}`]),
    ...(taken.others.length === 0 ? [] : [`there is no counterpart to the choices ${named(taken.others)}`]),
    ...(taken.unknown.length === 0 ? [] : [`the configuration doesn’t know ${named(taken.unknown)}, which was chosen`]),
    ...counted(taken.elsewhere, 'conversation was open', 'conversations were open').map(
      (subject) =>
        `${subject} in another directory than this one, ${codeSpan(found.directory ?? 'which is not known')}`,
    ),
  ];
  if (done.length + left.length === 0) return null;
  const head =
    '📦 **The program before this one left its state beside the configuration file.** Its files stay as they are.';
  return [head, ...section('Taken over:', done), ...section('Not taken over:', left)].join('\n\n');
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [title, lines.map((line) => `- ${line}`).join('\n')];
}

function counted(count: number, one: string, many = `${one}s`, before = ''): readonly string[] {
  return count === 0 ? [] : [`${before}${count} ${count === 1 ? one : many}`];
}

function named(names: readonly string[]): string {
  return names.map(codeSpan).join(', ');
}

/** What a message shows from now on whose run the program before left open; `resumeLines` go on with its conversations. Markdown. */
export function replacedRunText(resumeLines: readonly string[]): string {
  const text = '⚠️ This run was interrupted when the program was replaced. It is not started again unasked.';
  return [text, ...resumeLines.map(codeSpan)].join('\n\n');
}
