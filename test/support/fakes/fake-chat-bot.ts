import type { ChatBot, PollHealth } from '../../../src/application/ports/chat/chat-bot.js';
import type { Clock } from '../../../src/domain/ports/clock.js';
import { FakeChatChannel } from './fake-chat-channel.js';
import { FakeFileGate } from './fake-file-gate.js';

/** A bot that is logged in to nothing; it hears when a test says so. */
export class FakeChatBot implements ChatBot {
  readonly id: number;
  readonly username: string;
  readonly channel = new FakeChatChannel();
  readonly files = new FakeFileGate();
  readonly hearing: Promise<void>;
  polls: PollHealth = {
    lastGoodPollAt: null,
    quietSinceMs: 0,
    conflicts: 0,
    lastConflictMs: null,
    failures: 0,
    trouble: null,
    overdueAtMs: null,
  };
  /** What `queued` answers. */
  onTheWay = 0;
  /** What `flush` answers. */
  flushes = true;
  readonly #heard: () => void;

  constructor(id = 4_000, username = 'fake_bot') {
    this.id = id;
    this.username = username;
    const { promise, resolve } = Promise.withResolvers<void>();
    [this.hearing, this.#heard] = [promise, resolve];
  }

  /** A poll was answered well. */
  hear(clock: Clock): void {
    const heard = { lastGoodPollAt: clock.now(), quietSinceMs: clock.monotonicMs() };
    this.polls = { ...this.polls, ...heard, failures: 0, trouble: null };
    this.#heard();
  }

  health(): PollHealth {
    return this.polls;
  }

  queued(): number {
    return this.onTheWay;
  }

  /** Whether it was told to send nothing more. */
  finished = false;

  async finish(): Promise<void> {
    this.finished = true;
  }

  async flush(): Promise<boolean> {
    return this.flushes;
  }
}
