import type { ChatBot } from '../../../src/application/ports/chat/chat-bot.js';
import type { ConnectivityListener, PollFailure } from '../../../src/application/ports/chat/connectivity-listener.js';

/** Remembers how polls went: the updates of a good one, or the failure. */
export class FakeHearing implements ConnectivityListener {
  readonly told: (number | PollFailure)[] = [];

  failed(_bot: ChatBot, failure: PollFailure): void {
    this.told.push(failure);
  }

  heard(_bot: ChatBot, arrived: number): void {
    this.told.push(arrived);
  }
}
