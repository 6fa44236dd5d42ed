import type { InboundMessage } from '../../domain/chat/inbound.js';
import type { Alarm } from '../../domain/ports/alarm.js';
import type { Instant } from '../../domain/ports/clock.js';
import type { Inbox } from '../../domain/ports/inbox.js';
import type { AdapterHost } from '../hosting/adapter-host.js';
import type { ChatBot, ChatBotSlice } from '../ports/chat/chat-bot.js';
import type { OpenRequest } from '../run/approval/open-request.js';
import type { Generations } from '../values/generation.js';
import type { AnswerInWords } from './answer-in-words.js';
import type { CommandTable } from './commands/command-table.js';
import type { GatherMessages } from './gather-messages.js';
import type { HandleMessages } from './handle-messages.js';
import { commandIn } from './own-command.js';
import { type StoredMessage, withEdit } from './understand/bursts.js';
import type { UpdateLanes } from './update-lanes.js';
import type { HearMessage } from './voice/hear-message.js';
import { isSavedByCommand } from './voice/recording-in.js';

/** What listening first is built on. */
export interface HearFirstTools {
  readonly generations: Generations;
  readonly alarm: Alarm;
  readonly bots: AdapterHost<ChatBotSlice, ChatBot>;
  readonly inbox: Inbox;
  readonly hear: HearMessage;
  readonly answers: AnswerInWords;
  readonly commands: CommandTable;
  readonly gather: GatherMessages;
  readonly handle: HandleMessages;
  readonly lanes: UpdateLanes;
}

/** Messages of one person that were sent so close to each other, in milliseconds, are gathered together. */
const CLOSE_MS = 2_000;

/**
 * Has recordings listened to before messages are gathered. What the same person writes there meanwhile waits, so that it is
 * not done before what was said; commands and answers do not, and nobody else does.
 */
export class HearFirst {
  readonly #tools: HearFirstTools;
  readonly #waiting = new Map<string, Unheard[]>();

  constructor(tools: HearFirstTools) {
    this.#tools = tools;
  }

  /** Takes a message, at once and in order. */
  add(stored: StoredMessage, acceptedAt: Instant): void {
    const { gather, answers } = this.#tools;
    const { message } = stored;
    if (message.edited === true) this.#edit(stored, acceptedAt);
    else if (!this.#mustWait(message, acceptedAt)) gather.add(stored, acceptedAt);
    else this.#line(new Unheard(stored, acceptedAt, answers.askedNow(message)));
  }

  /** Lets what is being listened to be for the next process; resolves when nothing more is gathered. */
  async settle(): Promise<void> {
    await this.#tools.hear.settle();
  }

  #mustWait(message: InboundMessage, acceptedAt: Instant): boolean {
    const { hear, gather } = this.#tools;
    const isFetched = hear.wouldFetch(message);
    // It is asked about first, and listened to when its sender still wants that.
    if (isFetched && gather.isLate(message, acceptedAt)) return false;
    const mayBeHeard = hear.mustHear(message) || (isFetched && message.mediaGroup !== null);
    if (mayBeHeard && this.#isToCurrent(message)) return true;
    return this.#waiting.has(keyOf(message)) && !this.#isUrgent(message);
  }

  #line(unheard: Unheard): void {
    const key = keyOf(unheard.stored.message);
    const line = this.#waiting.get(key);
    if (line !== undefined) line.push(unheard);
    else {
      const begun = [unheard];
      this.#waiting.set(key, begun);
      void this.#work(key, begun);
    }
  }

  async #work(key: string, line: Unheard[]): Promise<void> {
    const heard: Unheard[] = [];
    for (let next = line[0]; next !== undefined; next = line[0]) {
      const { stored } = next;
      const isThere = await this.#hear(next, () => [...heard, ...line]).catch((cause) => this.#crashed(stored, cause));
      if (isThere) heard.push(next);
      line.shift();
      if (line[0] !== undefined && belongTogether(next, line[0])) continue;
      for (const one of heard.splice(0)) this.#gather(one);
    }
    this.#waiting.delete(key);
  }

  /** Nothing that goes wrong with one keeps those behind it. */
  #gather({ stored, asked, acceptedAt }: Unheard): void {
    try {
      this.#tools.gather.add({ ...stored, asked }, acceptedAt);
    } catch (cause) {
      void this.#crashed(stored, cause);
    }
  }

  async #crashed({ row, message }: StoredMessage, cause: unknown): Promise<false> {
    await this.#tools.lanes.crashed(message.chatId, [row], cause).catch(() => undefined);
    return false;
  }

  /** Whether there is something to go on with; `near`: what stands beside it in the line by then. */
  async #hear(unheard: Unheard, near: () => readonly Unheard[]): Promise<boolean> {
    const { hear, inbox } = this.#tools;
    const { stored } = unheard;
    if (!hear.mustHear(stored.message)) return true;
    if (await this.#isSaved(stored.message, near)) return true;
    const keep = async (message: InboundMessage) => {
      const now = unheard.become(message);
      await inbox.amend(stored.row, now);
      return now;
    };
    return (await hear.hear(stored, keep)) !== null;
  }

  /** Whether its album is to be saved: the command may be the caption of any of it, the last that comes too. */
  async #isSaved({ mediaGroup, attachments }: InboundMessage, near: () => readonly Unheard[]): Promise<boolean> {
    if (mediaGroup === null || attachments === undefined) return false;
    const album = () => near().flatMap(({ stored: { message } }) => (message.mediaGroup === mediaGroup ? message : []));
    const isOver = album().some(({ transcript }) => transcript !== undefined);
    if (!isOver && !album().some(isSavedByCommand)) {
      const { alarm, generations } = this.#tools;
      const waitMs = generations.current().config.telegram.mediaGroupDebounceMs;
      await new Promise<void>((resolve) => void alarm.after(waitMs, resolve));
    }
    return album().some(isSavedByCommand);
  }

  #edit(edit: StoredMessage, acceptedAt: Instant): void {
    const { gather, handle, lanes } = this.#tools;
    const { chatId, messageId } = edit.message;
    const isIt = ({ stored: { message } }: Unheard) => message.chatId === chatId && message.messageId === messageId;
    const waiting = [...this.#waiting.values()].flat().find(isIt);
    if (waiting === undefined) gather.add(edit, acceptedAt);
    else {
      waiting.edit(edit.message);
      // With what was understood by then.
      lanes.add(chatId, [edit.row], () => handle.edit(edit, waiting.stored));
    }
  }

  #isUrgent(message: InboundMessage): boolean {
    const { answers, commands } = this.#tools;
    const command = commandIn(message);
    return answers.isAnswer(message) || (command !== null && commands.knows(command.name));
  }

  /** A bot that was replaced listens to nobody. */
  #isToCurrent({ bot }: InboundMessage): boolean {
    const { bots } = this.#tools;
    return bots.peek()?.id === bot || bots.find(({ id }) => id === bot) === null;
  }
}

/** A message that waits until it, or what was sent before it, was listened to. */
class Unheard {
  readonly acceptedAt: Instant;
  /** What agents asked when it came: it answers nothing that is asked later. */
  readonly asked: readonly OpenRequest[];
  #stored: StoredMessage;
  #edit: InboundMessage | null = null;

  constructor(stored: StoredMessage, acceptedAt: Instant, asked: readonly OpenRequest[]) {
    this.#stored = stored;
    this.acceptedAt = acceptedAt;
    this.asked = asked;
  }

  get stored(): StoredMessage {
    return this.#stored;
  }

  /** Its sender changed it. */
  edit(edit: InboundMessage): void {
    this.#edit = edit;
    this.#stored = { ...this.#stored, message: withEdit(this.#stored.message, edit) };
  }

  /** More is known of it; gives it with what its sender changed meanwhile. */
  become(message: InboundMessage): InboundMessage {
    const now = this.#edit === null ? message : withEdit(message, this.#edit);
    this.#stored = { ...this.#stored, message: now };
    return now;
  }
}

function belongTogether({ stored: { message } }: Unheard, after: Unheard): boolean {
  const next = after.stored.message;
  if (message.mediaGroup !== null && message.mediaGroup === next.mediaGroup) return true;
  return next.sentAt - message.sentAt <= CLOSE_MS;
}

function keyOf({ chatId, threadId, sender }: InboundMessage): string {
  return `${chatId}:${threadId}:${sender?.id}`;
}
