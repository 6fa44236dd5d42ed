import type { InboundButton } from '../../../domain/chat/inbound.js';
import type { AdapterHost } from '../../hosting/adapter-host.js';
import { botOf } from '../../hosting/bot-of.js';
import type { ChatBot, ChatBotSlice } from '../../ports/chat/chat-bot.js';
import type { FollowConfig, ReloadOutcome } from '../../reload/follow/follow-config.js';
import { HELD_BUTTON, type PendingReload } from '../../reload/hold/pending-reload.js';
import { isTrusted } from '../understand/is-trusted.js';
import type { ButtonHandler } from './button-handler.js';

/** Decides about an edit of the configuration that waits: each question is answered once. */
export class HeldButton implements ButtonHandler {
  readonly prefix = HELD_BUTTON;
  readonly #bots: AdapterHost<ChatBotSlice, ChatBot>;
  readonly #follow: FollowConfig;
  readonly #desk: PendingReload;

  constructor(bots: AdapterHost<ChatBotSlice, ChatBot>, follow: FollowConfig, desk: PendingReload) {
    this.#bots = bots;
    this.#follow = follow;
    this.#desk = desk;
  }

  async press(button: InboundButton, rest: string): Promise<string> {
    const { channel } = await botOf(this.#bots, button);
    if (!(await isTrusted(button, channel))) return 'Only administrators of this group may decide that.';
    const [verb, id = ''] = rest.split(':');
    const outcome = await this.#follow.decide(id, verb === 'apply' ? 'apply' : 'reject');
    if (outcome !== null) return toastOf(outcome);
    // A message that asks about a newer edit has the buttons for that.
    if (!(await this.#desk.asksIn(button))) void channel.strip(button);
    return 'That is not what waits any more';
  }
}

function toastOf(outcome: ReloadOutcome): string {
  if (outcome.kind !== 'read') return 'Rejected';
  return outcome.applied.ok ? 'Applied' : 'It could not be applied';
}
