import type { Doubt } from '../../../domain/chat/doubt.js';
import type { InboundMessage } from '../../../domain/chat/inbound.js';
import { placeOf } from '../../../domain/chat/place.js';
import { markedEnd, shiftMarks } from '../../../domain/chat/text-mark.js';
import type { RowId } from '../../../domain/ids.js';
import { fingerprint } from '../../../domain/trigger/fingerprint.js';
import type { Notifier } from '../../delivery/notifier.js';
import type { Button } from '../../ports/chat/chat-channel.js';
import type { Question } from '../../ports/chat/offer-store.js';
import { ANSWER_LABELS, doubtText, meantLabel } from '../../wording/chat/doubt-text.js';
import { wordsAlone } from './message-files.js';

/** What the data of a button that answers a question begins with; the answer and the question's key follow. */
export const QUESTION_BUTTON = 'question:';

/** A question as it is put: its words in Markdown, what each answer does, and the buttons that give them. */
export interface PutQuestion {
  readonly markdown: string;
  readonly question: Question;
  readonly buttons: readonly Button[];
}

interface Answer {
  readonly id: string;
  readonly label: string;
  readonly messages: readonly InboundMessage[];
}

/** Asks what a message means that is not to start anything unasked. */
export class AskFirst {
  readonly #notices: Notifier;

  constructor(notices: Notifier) {
    this.#notices = notices;
  }

  /** Resolves once the question is on disk, and with it the end of the rows: from now on it stands for them. */
  async ask(doubt: Doubt, messages: readonly InboundMessage[], rows: readonly RowId[]): Promise<void> {
    const [first] = messages;
    if (first === undefined) return;
    const { markdown, question, buttons } = questionOf(doubt, messages);
    const rings = { loud: true, urgent: true };
    const order = { place: placeOf(first), markdown, replyTo: first.messageId, ...rings, buttons: [buttons] };
    await this.#notices.tell(order, { answers: rows, as: 'done', offers: [question] });
  }
}

/** The question that a doubt about messages leads to; the same each time they are handled. */
export function questionOf(doubt: Doubt, messages: readonly InboundMessage[]): PutQuestion {
  const answers = answersTo(doubt, messages);
  const [first] = messages;
  const key = `${doubt.kind}-${fingerprint(JSON.stringify([first?.bot, first?.updateId, doubt]))}`;
  return {
    markdown: doubtText(doubt, messages.some(hasWords)),
    question: {
      key,
      askedOf: first?.sender?.id ?? null,
      answers: Object.fromEntries(answers.map(({ id, messages: handled }) => [id, handled])),
      asked: messages,
    },
    buttons: answers.map(({ id, label }) => ({ label, data: `${QUESTION_BUTTON}${id}:${key}` })),
  };
}

/** What is said of messages without words where there is nothing to choose; `null` if there is. Markdown. */
export function deadEndText(doubt: Doubt, messages: readonly InboundMessage[]): string | null {
  if (doubt.kind !== 'files' || messages.some(hasWords) || canTryAgain(doubt)) return null;
  return doubtText(doubt, false);
}

function canTryAgain({ why }: Extract<Doubt, { kind: 'files' }>): boolean {
  return why === 'late' || why === 'failed' || why === 'membership-unknown';
}

function answersTo(doubt: Doubt, messages: readonly InboundMessage[]): readonly Answer[] {
  const readAs = (choice: InboundMessage['readAs']) =>
    messages.map((message) => ({ ...message, readAs: { ...message.readAs, ...choice } }));
  switch (doubt.kind) {
    case 'attachment':
      return [{ id: 'text', label: ANSWER_LABELS.textAlone, messages: messages.map(wordsAlone) }];
    case 'files':
      return answersAboutFiles(doubt, messages);
    case 'branch':
      return [
        { id: 'branch', label: ANSWER_LABELS.branch, messages: readAs({ at: 'branch' }) },
        { id: 'text', label: ANSWER_LABELS.partOfText, messages: readAs({ at: 'text' }) },
      ];
    case 'no-project':
      return [{ id: 'text', label: ANSWER_LABELS.partOfText, messages: readAs({ at: 'text' }) }];
    case 'spoken-command':
      return [
        { id: 'meant', label: meantLabel({ meant: doubt.name, is: 'command' }), messages: asCommand(doubt, messages) },
        { id: 'text', label: ANSWER_LABELS.toAgent, messages: readAs({ slash: 'text' }) },
      ];
    case 'slash':
      return [
        { id: 'meant', label: meantLabel(doubt), messages: corrected(doubt, messages) },
        { id: 'text', label: ANSWER_LABELS.toAgent, messages: readAs({ slash: 'text' }) },
      ];
  }
}

/** What can be done with a message whose files are not saved: the files again, its words without them, or nothing. */
function answersAboutFiles(
  doubt: Extract<Doubt, { kind: 'files' }>,
  messages: readonly InboundMessage[],
): readonly Answer[] {
  const isTask = messages.some(hasWords);
  const runs = isTask || messages.some(isSpoken);
  const again = doubt.why === 'late' ? (runs ? ANSWER_LABELS.takeNow : ANSWER_LABELS.saveNow) : ANSWER_LABELS.tryAgain;
  const [first] = messages.map(wordsAlone);
  const nothing = first === undefined ? [] : [{ ...first, text: '', marks: [] }];
  return [
    ...(canTryAgain(doubt) ? [{ id: 'again', label: again, messages }] : []),
    ...(isTask ? [{ id: 'text', label: ANSWER_LABELS.textAlone, messages: messages.map(wordsAlone) }] : []),
    { id: 'drop', label: ANSWER_LABELS.drop, messages: nothing },
  ];
}

function hasWords({ text }: InboundMessage): boolean {
  return text.trim() !== '';
}

function isSpoken({ attachments = [] }: InboundMessage): boolean {
  return attachments.some(({ kind }) => kind === 'voice' || kind === 'video-note');
}

/** The command as if it had been written. */
function asCommand(
  { name, rest }: Extract<Doubt, { kind: 'spoken-command' }>,
  messages: readonly InboundMessage[],
): readonly InboundMessage[] {
  return messages.slice(0, 1).map(({ transcript: _said, ...first }) => ({ ...first, text: `/${name} ${rest}`.trim() }));
}

/** The messages with the slash word as it was meant; of a command, which stands at the beginning, only what is behind it. */
function corrected(
  { written, meant, is }: Extract<Doubt, { kind: 'slash' }>,
  messages: readonly InboundMessage[],
): readonly InboundMessage[] {
  const word = new RegExp(`(^|\\s)/${written}(?:@\\w+)?(?=\\s|$)`, 'i');
  const at = messages.findIndex(({ text, writtenBy }) => writtenBy === undefined && word.test(text));
  const found = messages[at];
  if (found === undefined) return messages;
  const text = found.text.replace(word, `$1/${meant}`);
  const marks = shiftMarks(found.marks ?? [], text.length - found.text.length);
  if (is === 'command') return [{ ...found, ...markedEnd({ text, marks }, text.slice(text.indexOf(`/${meant}`))) }];
  return messages.map((message, index) => (index === at ? { ...message, text, marks } : message));
}
