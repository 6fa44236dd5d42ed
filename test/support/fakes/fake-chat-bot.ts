import type { ChatBot, PollHealth } from '../../../src/application/ports/chat-bot.js';
import { FakeChatChannel } from './fake-chat-channel.js';

/** A bot that is logged in to nothing; it hears when a test says so. */
export class FakeChatBot implements ChatBot {
  readonly id: number;
  readonly username: string;
  readonly channel = new FakeChatChannel();
  readonly hearing: Promise<void>;
  polls: PollHealth = { lastGoodPollAt: null, conflicts: 0, failures: 0, trouble: null };
  /** What `flush` answers. */
  flushes = true;
  readonly #heard: () => void;

  constructor(id = 4_000, username = 'fake_bot') {
    this.id = id;
    this.username = username;
    const { promise, resolve } = Promise.withResolvers<void>();
    [this.hearing, this.#heard] = [promise, resolve];
  }

  /** The first poll was answered well. */
  hear(atMs: number): void {
    this.polls = { ...this.polls, lastGoodPollAt: atMs, failures: 0, trouble: null };
    this.#heard();
  }

  health(): PollHealth {
    return this.polls;
  }

  async flush(): Promise<boolean> {
    return this.flushes;
  }
}
