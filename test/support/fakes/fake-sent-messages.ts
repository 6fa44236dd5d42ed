import type { SentMessage } from '../../../src/application/ports/chat/message-store.js';
import type { SentMessages } from '../../../src/application/ports/chat/sent-messages.js';

/** Keeps what it hears. */
export class FakeSentMessages implements SentMessages {
  readonly messages: SentMessage[] = [];

  sent(message: SentMessage): void {
    this.messages.push(message);
  }
}
