import type { SendPause, SendPauses } from '../../../src/application/ports/chat/send-pauses.js';
import type { Clock } from '../../../src/domain/ports/clock.js';

/** Pauses in memory; a test may make the disk fail. */
export class FakeSendPauses implements SendPauses {
  readonly #clock: Clock;
  readonly #pauses = new Map<number, readonly SendPause[]>();

  /** While set, every call rejects with it. */
  broken: Error | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async note(bot: number, pause: SendPause): Promise<void> {
    const others = (await this.of(bot)).filter(({ chatId }) => chatId !== pause.chatId);
    this.#pauses.set(
      bot,
      [...others, { ...pause }].sort((a, b) => (a.chatId ?? 0) - (b.chatId ?? 0)),
    );
  }

  async of(bot: number): Promise<readonly SendPause[]> {
    if (this.broken !== null) throw this.broken;
    return (this.#pauses.get(bot) ?? []).filter(({ until }) => until > this.#clock.now());
  }
}
