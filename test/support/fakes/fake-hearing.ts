import type { ChatBot } from '../../../src/application/ports/chat/chat-bot.js';
import type { HearingListener, PollFailure } from '../../../src/application/ports/chat/hearing-listener.js';

/** Remembers how polls went: the updates of a good one, or the failure. */
export class FakeHearing implements HearingListener {
  readonly told: (number | PollFailure)[] = [];

  failed(_bot: ChatBot, failure: PollFailure): void {
    this.told.push(failure);
  }

  heard(_bot: ChatBot, arrived: number): void {
    this.told.push(arrived);
  }
}
