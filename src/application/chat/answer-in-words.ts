import type { InboundMessage } from '../../domain/chat/inbound.js';
import { placeOf } from '../../domain/chat/place.js';
import type { Turn } from '../concurrency/turn.js';
import type { AdapterHost } from '../hosting/adapter-host.js';
import { botOf } from '../hosting/bot-of.js';
import type { ChatBot, ChatBotSlice } from '../ports/chat/chat-bot.js';
import type { Approvals } from '../run/approval/approvals.js';
import type { OpenRequest } from '../run/approval/open-request.js';
import { ANSWER_REFUSED } from '../wording/chat/message-text.js';
import { mayDecide } from './understand/may-decide.js';

/** Takes messages that answer what an agent asks, so that they start no run. */
export class AnswerInWords {
  readonly #bots: AdapterHost<ChatBotSlice, ChatBot>;
  readonly #desk: Approvals;

  constructor(bots: AdapterHost<ChatBotSlice, ChatBot>, desk: Approvals) {
    this.#bots = bots;
    this.#desk = desk;
  }

  /** Whether an agent waits for just this message now. */
  isAnswer(message: InboundMessage): boolean {
    return message.sender !== null && this.#find(message) !== null;
  }

  /** What agents ask now where the message was written. */
  askedNow({ chatId }: InboundMessage): readonly OpenRequest[] {
    return this.#desk.openIn(chatId);
  }

  /** Resolves with `true` if the message was an answer to one of those that were asked, whether it counted or not. */
  async take(message: InboundMessage, asked: readonly OpenRequest[], turn: Turn): Promise<boolean> {
    const { sender, text, chatId, chatKind } = message;
    const open = this.#find(message);
    if (open === null || sender === null || !asked.includes(open)) return false;
    const { channel } = await botOf(this.#bots, message);
    const say = (markdown: string) =>
      turn.said(channel.say(placeOf(message), { markdown }, { replyTo: message.messageId, silent: true }));
    if (!(await mayDecide({ chatId, chatKind, sender }, open.facts.job.plan, channel))) {
      await say(ANSWER_REFUSED.notTheirs);
    } else if (this.#find(message) !== open) await say(ANSWER_REFUSED.decided);
    else this.#desk.hear(open, text.trim(), { id: sender.id, name: sender.name }, message.messageId);
    return true;
  }

  #find({ chatId, threadId, sender, replyTo, text, attachment, forwarded, writtenBy }: InboundMessage) {
    if (text.trim() === '' || attachment !== null || forwarded || writtenBy !== undefined) return null;
    const senderId = sender?.id ?? null;
    return this.#desk.answeredBy({ chatId, threadId, senderId, replyTo: replyTo?.messageId ?? null });
  }
}
