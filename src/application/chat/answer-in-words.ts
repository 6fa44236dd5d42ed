import type { InboundMessage } from '../../domain/chat/inbound.js';
import { placeOf } from '../../domain/chat/place.js';
import type { Turn } from '../concurrency/turn.js';
import type { AdapterHost } from '../hosting/adapter-host.js';
import { botOf } from '../hosting/bot-of.js';
import type { ChatBot, ChatBotSlice } from '../ports/chat/chat-bot.js';
import type { ActiveRuns } from '../run/active/active-runs.js';
import type { Approvals } from '../run/approval/approvals.js';
import type { Words } from '../run/approval/next-answered.js';
import type { OpenRequest } from '../run/approval/open-request.js';
import type { SaidWords } from '../run/approval/said-words.js';
import type { Generations } from '../values/generation.js';
import { ANSWER_REFUSED } from '../wording/chat/message-text.js';
import { asMarkdown, quoted } from '../wording/text/as-markdown.js';
import { directivesOf } from './understand/interpret-message.js';
import { mayDecide } from './understand/may-decide.js';
import { parseResumeDirective } from './understand/resume-directive.js';

/** What answers in words are taken with. */
export interface AnswerInWordsTools {
  readonly bots: AdapterHost<ChatBotSlice, ChatBot>;
  readonly desk: Approvals;
  readonly activeRuns: ActiveRuns;
  readonly generations: Generations;
}

/** Takes messages that answer what an agent asks, so that they start no run. */
export class AnswerInWords {
  readonly #tools: AnswerInWordsTools;

  constructor(tools: AnswerInWordsTools) {
    this.#tools = tools;
  }

  /** Whether an agent waits for just this message now. */
  isAnswer(message: InboundMessage): boolean {
    return message.sender !== null && this.#find(message) !== null;
  }

  /** What agents ask now where the message was written. */
  askedNow({ chatId }: InboundMessage): readonly OpenRequest[] {
    return this.#tools.desk.openIn(chatId);
  }

  /**
   * Resolves with `true` if the message was an answer to one of those that were asked, whether it counted or not. What was
   * pasted in several messages is one that says all of it.
   */
  async take(message: InboundMessage, asked: readonly OpenRequest[], turn: Turn): Promise<boolean> {
    const { sender, chatId, chatKind } = message;
    const open = this.#find(message);
    if (open === null || sender === null || (open !== 'several' && !asked.includes(open))) return false;
    const { channel } = await botOf(this.#tools.bots, message);
    const say = (markdown: string) =>
      turn.said(channel.say(placeOf(message), { markdown }, { replyTo: message.messageId, silent: true }));
    if (open === 'several') await say(ANSWER_REFUSED.several);
    else if (!(await mayDecide({ chatId, chatKind, sender }, open.facts.job.plan, channel))) {
      await say(ANSWER_REFUSED.notTheirs);
    } else if (this.#find(message) !== open) await say(ANSWER_REFUSED.decided);
    else this.#hear(message, open);
    return true;
  }

  /** Takes the new words of a message that an agent's request asks back about; `false` if none does. */
  retake(edit: InboundMessage): boolean {
    const open = edit.text.trim() === '' ? null : this.#tools.desk.takeBack(edit.chatId, edit.messageId);
    if (open !== null) this.#hear(edit, open);
    return open !== null;
  }

  #hear(message: InboundMessage, open: OpenRequest): void {
    const { sender, messageId } = message;
    if (sender === null) return;
    const { desk, activeRuns } = this.#tools;
    activeRuns.heard(message, open.facts.job.id);
    desk.hear(open, { ...saidIn(message), saidIn: messageId }, { id: sender.id, name: sender.name });
  }

  #find(message: InboundMessage): OpenRequest | 'several' | null {
    const { chatId, threadId, messageId, sender, replyTo, text, attachment, forwarded, writtenBy } = message;
    if (text.trim() === '' || attachment !== null || forwarded || writtenBy !== undefined) return null;
    const senderId = sender?.id ?? null;
    const said = { text, replyTo: replyTo?.messageId ?? null, mayAnswer: this.#mayAnswer(message) };
    return this.#tools.desk.answeredBy({ chatId, threadId, messageId, senderId, ...said });
  }

  /** Which runs the words can be meant for: what says itself where it belongs, or belongs to something else, is none of theirs. */
  #mayAnswer(message: InboundMessage): Words['mayAnswer'] {
    const { bot, chatId, replyTo, elsewhere, text } = message;
    const { activeRuns } = this.#tools;
    if (elsewhere !== undefined || this.#isDirected(message, text)) return 'none';
    if (replyTo === null) return 'any';
    const run = replyTo.ours ? activeRuns.findByMessage({ bot, chatId, messageId: replyTo.messageId }) : null;
    return run?.id ?? 'none';
  }

  #isDirected(message: InboundMessage, text: string): boolean {
    const { generations, bots } = this.#tools;
    const generation = generations.peek();
    const bot = bots.find(({ id }) => id === message.bot) ?? bots.peek();
    if (generation === null || bot === null) return true;
    const read = directivesOf(text, { generation, botUsername: bot.username });
    if (!read.ok || read.value.engine !== null || read.value.project !== null) return true;
    return parseResumeDirective(text, generation.engines.engines).token !== null;
  }
}

/** What a message says: to decide by, and to be told with what it is about. */
function saidIn({ text, marks = [], replyTo }: InboundMessage): SaidWords {
  const words = asMarkdown({ text, marks }).trim();
  const quote = replyTo?.quote;
  const about = quote === undefined ? [] : [quoted(asMarkdown({ text: quote.text, marks: quote.marks ?? [] }))];
  return { text: text.trim(), told: [...about, words].join('\n\n') };
}
