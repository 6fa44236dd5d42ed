import type { Clock } from '../../domain/ports/clock.js';
import type { Inbox, InboxRow } from '../../domain/ports/inbox.js';
import type { LocalTime } from '../../domain/ports/local-time.js';
import { localText } from '../../domain/schedule/local-text.js';
import type { HealthCheck } from '../health/health-check.js';
import type { AdapterHost } from '../hosting/adapter-host.js';
import type { ChatBot, ChatBotSlice } from '../ports/chat/chat-bot.js';
import type { OwnProcess } from '../ports/config/control.js';
import type { Journal } from '../ports/system/journal.js';
import type { LifeSign } from '../ports/system/life-sign.js';
import type { Generation } from '../values/generation.js';
import type { Back } from '../wording/start/start-text.js';
import { announceStart } from './announce-start.js';
import type { RecoverWork } from './recover-work.js';
import type { Begun } from './service.js';

/** What saying that the program runs is built on. */
export interface GreetingTools {
  readonly bots: AdapterHost<ChatBotSlice, ChatBot>;
  readonly inbox: Inbox;
  readonly healthCheck: HealthCheck;
  readonly lifeSign: Pick<LifeSign, 'brokeOffAt'>;
  readonly recoverWork: Pick<RecoverWork, 'cut'>;
  readonly clock: Clock;
  readonly times: LocalTime;
  readonly journal: Journal;
  readonly ownProcess: OwnProcess;
}

/** Says that the program runs, also to whoever asked the last process for the restart that this start is. */
export class Greeting {
  readonly #tools: GreetingTools;
  #wishes: readonly InboxRow<'restart'>[] = [];

  constructor(tools: GreetingTools) {
    this.#tools = tools;
  }

  /** Reads who asked for the restart; before new wishes can come. */
  async readWishes(): Promise<void> {
    this.#wishes = await this.#tools.inbox.unfinishedOf('restart');
  }

  /** Says it as soon as there is a bot; nobody waits for that, and a stop may come first. */
  say(begun: Begun): void {
    void this.#announce(begun).catch((cause: unknown) => {
      this.#tools.journal.record({ name: 'program.not-announced', level: 'warn', cause });
    });
  }

  async #announce({ applied: { generation, reading }, beginning }: Begun): Promise<void> {
    const {
      bots,
      inbox,
      healthCheck,
      ownProcess: { version },
    } = this.#tools;
    const bot = await bots.current();
    const signs = await healthCheck.now();
    const wishes = this.#wishes.map((row) => row.body);
    const isFirst = beginning.record === 'none';
    const { warnings } = reading;
    const back = this.#back(generation);
    await announceStart(bot, { generation, warnings, version, signs, isFirst, wishes, back });
    await inbox.finish(
      this.#wishes.map((row) => row.id),
      'done',
    );
  }

  /** What is told of a process before this one that did not end in order. */
  #back({ config }: Generation): Back | null {
    const { lifeSign, recoverWork, clock, times } = this.#tools;
    const { brokeOffAt } = lifeSign;
    if (brokeOffAt === null) return null;
    const now = clock.now();
    const at = localText(brokeOffAt, now, config.triggers.defaultTimezone, times);
    return { afterMs: Math.max(0, now - brokeOffAt), at, cut: recoverWork.cut };
  }
}
