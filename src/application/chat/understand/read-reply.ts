import type { InboundMessage } from '../../../domain/chat/inbound.js';
import type { RunPlan } from '../../../domain/run/run-plan.js';
import type { Standing } from '../../ports/chat/message-store.js';
import type { Journal } from '../../ports/system/journal.js';
import type { ActiveRuns } from '../../run/active/active-runs.js';
import type { OwnMessages } from '../../run/active/own-messages.js';
import type { Generations } from '../../values/generation.js';
import { earlierStanding } from './earlier-standing.js';

/** What a reply brings along. */
export interface ReplyMeaning {
  /** The run that was replied to, while it waits or goes on. */
  readonly live: RunPlan | null;
  readonly standing: Standing;
}

/** What replies are read with. */
export interface ReadReplyTools {
  readonly ownMessages: OwnMessages;
  readonly activeRuns: ActiveRuns;
  readonly generations: Generations;
  readonly journal: Journal;
}

/**
 * Finds out what a reply means: what the message of ours stands for that it answers. What others wrote stands for nothing,
 * whatever it says.
 */
export class ReadReply {
  readonly #messages: OwnMessages;
  readonly #activeRuns: ActiveRuns;
  readonly #generations: Generations;
  readonly #journal: Journal;

  constructor({ ownMessages, activeRuns, generations, journal }: ReadReplyTools) {
    this.#messages = ownMessages;
    this.#activeRuns = activeRuns;
    this.#generations = generations;
    this.#journal = journal;
  }

  /** `null` if the message is no reply, or one that means nothing. Never rejects. */
  async of({ bot, chatId, replyTo }: InboundMessage): Promise<ReplyMeaning | null> {
    if (replyTo === null || !replyTo.ours) return null;
    const message = { bot, chatId, messageId: replyTo.messageId };
    const standing = await this.#messages.standingOf(message);
    if (standing !== null) {
      const live = standing.run === null ? null : this.#activeRuns.find(standing.run);
      return { live, standing };
    }
    try {
      if (!(await this.#messages.isEarlier(message))) return null;
    } catch (cause) {
      this.#journal.record({ name: 'messages.unknown', level: 'error', data: message, cause });
      return null;
    }
    const earlier = earlierStanding(replyTo.text, this.#generations.current().engines.engines);
    return earlier === null ? null : { live: null, standing: earlier };
  }
}
