import type { Button } from '../../ports/chat/chat-channel.js';
import { WAITING_LABELS } from '../../wording/buttons/waiting-labels.js';
import { DENY_QUESTION_BUTTON } from './deny-question-button.js';
import { SHOW_QUESTION_BUTTON } from './show-question-button.js';

/** The buttons under what waits for a person's answer to something else. */
export function waitingButtons(): readonly Button[] {
  return [
    { label: WAITING_LABELS.show, data: SHOW_QUESTION_BUTTON, style: 'primary' },
    { label: WAITING_LABELS.deny, data: DENY_QUESTION_BUTTON, style: 'danger' },
  ];
}
