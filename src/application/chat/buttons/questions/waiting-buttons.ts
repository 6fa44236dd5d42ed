import type { Button } from '../../../ports/chat/chat-channel.js';
import { WAITING_LABELS } from '../../../wording/buttons/waiting-labels.js';
import { DENY_QUESTION_BUTTON } from './deny-question-button.js';
import { SHOW_QUESTION_BUTTON } from './show-question-button.js';
import { TELL_QUESTION_BUTTON } from './tell-question-button.js';

/** The button that makes the words of a waiting task the answer to what it waits for. */
export function tellButton(): Button {
  return { label: WAITING_LABELS.tell, data: TELL_QUESTION_BUTTON };
}

/** The buttons under what waits for a person's answer to something else. */
export function waitingButtons(): readonly Button[] {
  return [
    { label: WAITING_LABELS.show, data: SHOW_QUESTION_BUTTON, style: 'primary' },
    { label: WAITING_LABELS.deny, data: DENY_QUESTION_BUTTON, style: 'danger' },
  ];
}
