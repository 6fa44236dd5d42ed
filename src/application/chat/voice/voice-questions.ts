import type { InboundMessage } from '../../../domain/chat/inbound.js';
import type { Button } from '../../ports/chat/chat-channel.js';
import type { Question } from '../../ports/chat/offer-store.js';
import { ANSWER_LABELS } from '../../wording/chat/doubt-text.js';
import { confirmText, VOICE_LABELS, type VoiceProblem, voiceProblemText } from '../../wording/chat/voice-text.js';
import { type PutQuestion, QUESTION_BUTTON } from '../understand/ask-first.js';
import type { StoredMessage } from '../understand/bursts.js';

/** What is told of a recording, and asked with it if there is anything to choose. */
export type ToldOfRecording = Pick<PutQuestion, 'markdown' | 'buttons'> & { readonly question: Question | null };

/** The longest text that a button puts on the clipboard, in UTF-16 units: https://core.telegram.org/bots/api#copytextbutton. */
const LONGEST_COPY = 256;

/** Listening once more changes nothing about these. */
const FINAL: ReadonlySet<VoiceProblem['kind']> = new Set(['nothing-said', 'not-opus', 'too-long']);

/** That a recording was not understood, with what can be done instead. */
export function problemQuestion(problem: VoiceProblem, { message, row }: StoredMessage): ToldOfRecording {
  const { attachments: _unheard, ...silent } = message;
  const alone = { ...silent, attachment: null, mediaGroup: null };
  const again = FINAL.has(problem.kind) ? [] : [{ id: 'again', label: VOICE_LABELS.again, messages: [message] }];
  const text = message.text.trim() === '' ? [] : [{ id: 'text', label: ANSWER_LABELS.textAlone, messages: [alone] }];
  return asked(voiceProblemText(problem), { message, row }, [...again, ...text]);
}

/** Whether what was understood is what was said. */
export function confirmQuestion({ message, row }: StoredMessage, words: string): ToldOfRecording {
  const { transcript } = message;
  const confirmed =
    transcript === undefined ? message : { ...message, transcript: { ...transcript, confirmed: true as const } };
  const isShort = words.length <= LONGEST_COPY;
  const put = asked(confirmText(words, !isShort), { message, row }, [
    { id: 'send', label: VOICE_LABELS.send, messages: [confirmed] },
    { id: 'drop', label: VOICE_LABELS.drop, messages: [] },
  ]);
  const [send, ...others] = put.buttons;
  const edit: readonly Button[] = isShort ? [{ label: VOICE_LABELS.edit, copy: words }] : [];
  return { ...put, buttons: [...(send === undefined ? [] : [send]), ...edit, ...others] };
}

interface Answer {
  readonly id: string;
  readonly label: string;
  readonly messages: readonly InboundMessage[];
}

function asked(markdown: string, { message, row }: StoredMessage, answers: readonly Answer[]): ToldOfRecording {
  if (answers.length === 0) return { markdown, buttons: [], question: null };
  const key = `voice-${row}`;
  const question: Question = {
    key,
    askedOf: message.sender?.id ?? null,
    answers: Object.fromEntries(answers.map(({ id, messages: handled }) => [id, handled])),
    asked: [message],
  };
  return {
    markdown,
    question,
    buttons: answers.map(({ id, label }) => ({ label, data: `${QUESTION_BUTTON}${id}:${key}` })),
  };
}
