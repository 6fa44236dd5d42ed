import type { RunRequest } from '../../domain/accepted/run-request.js';
import type { InboundMessage } from '../../domain/chat/inbound.js';
import { placeOf } from '../../domain/chat/place.js';
import { parseDotTypo } from '../../domain/chat/slash-command.js';
import type { ChatId, RowId, RunId } from '../../domain/ids.js';
import type { Inbox } from '../../domain/ports/inbox.js';
import { ok, type Result } from '../../domain/result.js';
import type { KeyedSerial } from '../concurrency/keyed-serial.js';
import { NO_TURN, type Turn } from '../concurrency/turn.js';
import { contentButtons } from '../delivery/command-buttons.js';
import type { AdapterHost } from '../hosting/adapter-host.js';
import type { ChatBot, ChatBotSlice } from '../ports/chat/chat-bot.js';
import type { Content, Receipt, SayOptions } from '../ports/chat/chat-channel.js';
import type { ActiveRuns } from '../run/active/active-runs.js';
import type { Approvals } from '../run/approval/approvals.js';
import type { HandOver } from '../run/hand-over.js';
import type { SubmitRun } from '../run/submit-run.js';
import type { ChatProblem } from '../values/chat-problem.js';
import { attachmentText } from '../wording/chat/attachment-text.js';
import { dotTypoText, HANDED_OVER, HANDED_OVER_BEHIND_QUESTION, movedText } from '../wording/chat/message-text.js';
import { waitingButtons } from './buttons/questions/waiting-buttons.js';
import type { CommandTable } from './commands/command-table.js';
import type { FilesQuestion, TakeFiles } from './files/take-files.js';
import { shownOn, showOn } from './show-receipt.js';
import { type AskFirst, deadEndText } from './understand/ask-first.js';
import { inOrder, joinTexts, type StoredMessage } from './understand/bursts.js';
import { bringsFiles, filesOf } from './understand/message-files.js';
import type { Understanding, UnderstandMessage } from './understand/understand-message.js';
import { wordsOf } from './understand/words-of.js';

/** What receiving messages is built on. */
export interface ReceiveMessageTools {
  readonly bots: AdapterHost<ChatBotSlice, ChatBot>;
  readonly inbox: Inbox;
  readonly understand: UnderstandMessage;
  readonly askFirst: AskFirst;
  readonly takeFiles: TakeFiles;
  readonly submitRun: SubmitRun;
  readonly commands: CommandTable;
  readonly handOver: HandOver;
  readonly activeRuns: ActiveRuns;
  readonly desk: Approvals;
  /** Chats whose files are being fetched: their tasks wait behind them. */
  readonly comingFiles: KeyedSerial<ChatId>;
}

/** Answers the first message of a burst. */
type Reply = (content: Content, options?: SayOptions) => Promise<unknown>;

/** A burst on its way to a run. */
interface Asked {
  readonly messages: readonly InboundMessage[];
  readonly rows: readonly RowId[];
  readonly reply: Reply;
}

/** What becomes of a burst: nothing for the engine, a question about what it means, or a run that answers it. */
export class ReceiveMessage {
  readonly #tools: ReceiveMessageTools;

  constructor(tools: ReceiveMessageTools) {
    this.#tools = tools;
  }

  /**
   * Handles messages that belong together; resolves when a run was submitted or the reply is on its way. Files may be long in
   * coming: then only tasks of their chat wait for them, while presses and commands don't.
   */
  receive(parts: readonly StoredMessage[], turn: Turn = NO_TURN): Promise<void> {
    const chatId = parts[0]?.message.chatId;
    if (chatId === undefined) return Promise.resolve();
    const hasFiles = parts.some(({ message }) => bringsFiles(message));
    if (!hasFiles && !this.#tools.comingFiles.isBusy(chatId)) return this.#receive(parts, turn);
    return turn.said(this.#behindFiles(chatId, parts));
  }

  /** Handles them when all files are here that came before them in their chat. */
  #behindFiles(chatId: ChatId, parts: readonly StoredMessage[]): Promise<void> {
    const handled = Promise.withResolvers<void>();
    void this.#tools.comingFiles.run(chatId, () => {
      const over = Promise.withResolvers<void>();
      const said = <T>(telling: Promise<T>) => {
        over.resolve();
        return telling;
      };
      const work = this.#receive(parts, { said });
      void work.then(handled.resolve, handled.reject).then(over.resolve);
      return over.promise;
    });
    return handled.promise;
  }

  async #receive(parts: readonly StoredMessage[], turn: Turn): Promise<void> {
    const ordered = inOrder(parts);
    const [first] = ordered;
    if (first === undefined) return;
    const { bots, inbox, understand, takeFiles } = this.#tools;
    const messages = ordered.map(({ message }) => message);
    const rows = [...new Set(parts.map((part) => part.row))];
    const bot = await bots.current();
    const options = { replyTo: first.message.messageId };
    const reply: Reply = (content, more) =>
      turn.said(
        bot.channel.say(placeOf(first.message), content, { ...options, buttons: contentButtons(content), ...more }),
      );
    const show = (receipt: Receipt) => showOn(bot.channel, messages, receipt);
    const asked = { messages, rows, reply };
    if (await this.#refused(parts, reply)) {
      show('none');
      return inbox.finish(rows, 'done');
    }
    const barred = await takeFiles.refusal(ordered, bot);
    if (barred !== null) return this.#ask({ doubt: barred, messages }, asked, show);
    const understood = await understand.read(first.message, parts, bot);
    const begin = async (request: Result<RunRequest, ChatProblem>) => {
      if (!(await this.#begin(request, asked))) show('failed');
    };
    if (!understood.ok) return begin(understood);
    if (understood.value.kind === 'doubt') return this.#ask({ doubt: understood.value.doubt, messages }, asked, show);
    const askedIn = shownOn(messages).map(({ messageId }) => messageId);
    const taken = await takeFiles.take({ parts: ordered, request: { ...understood.value.request, askedIn }, bot });
    if (!taken.ok) return begin(taken);
    switch (taken.value.kind) {
      case 'task':
        await begin(ok(taken.value.request));
        if (taken.value.told !== null) void reply({ markdown: taken.value.told }, { silent: true });
        return;
      case 'asked':
        return this.#ask(taken.value.question, asked, show);
      case 'kept':
        return void (await reply({ problem: { kind: 'draining' } }, { silent: true }));
      case 'saved': {
        const { markdown, about, missing } = taken.value;
        await reply({ markdown }, { silent: true, about });
        if (missing !== null) return this.#ask(missing, asked, show);
        show('none');
        return inbox.finish(rows, 'done');
      }
    }
  }

  /** Asks what to do, or only says so where nothing can be done. */
  async #ask(
    { doubt, messages }: FilesQuestion,
    { rows, reply }: Asked,
    show: (receipt: Receipt) => void,
  ): Promise<void> {
    const { askFirst, inbox } = this.#tools;
    const dead = deadEndText(doubt, messages);
    if (dead === null) {
      show('asking');
      return askFirst.ask(doubt, messages, rows);
    }
    await reply({ markdown: dead }, { silent: true });
    show('none');
    await inbox.finish(rows, 'done');
  }

  /** `false` if nothing comes of it. */
  async #begin(request: Result<RunRequest, ChatProblem>, { messages, rows, reply }: Asked): Promise<boolean> {
    const { inbox, submitRun, handOver, activeRuns } = this.#tools;
    const taker = request.ok ? handOver.take(request.value) : null;
    if (taker !== null) {
      for (const message of messages) activeRuns.heard(message, taker);
      await this.#handed(taker, rows, reply);
      return true;
    }
    const submitted = request.ok ? await submitRun.submit({ ...request.value, rows }) : request;
    if (!submitted.ok) {
      await reply({ problem: submitted.problem });
      await inbox.finish(rows, 'done');
    } else if (submitted.value === 'draining') {
      await reply({ problem: { kind: 'draining' } }, { silent: true });
    }
    return submitted.ok;
  }

  /** Its run answers for it from now on. */
  async #handed(run: RunId, rows: readonly RowId[], reply: Reply): Promise<void> {
    const about = { kind: 'run', run } as const;
    if (this.#tools.desk.isAsking(run)) {
      void reply({ markdown: HANDED_OVER_BEHIND_QUESTION }, { silent: true, about, buttons: [waitingButtons()] });
    } else void reply({ markdown: HANDED_OVER }, { silent: true, about });
    await this.#tools.inbox.finish(rows, 'done');
  }

  /** What a message that is not run unasked would run, or the question that it leads to; `null` if it asks for nothing. */
  async offerOf(stored: StoredMessage): Promise<Understanding | null> {
    const { attachments = [] } = stored.message;
    // A voice message is fetched like a file, and listened to once it is wanted.
    const isFetched = filesOf(stored.message).length > 0 || attachments.some(({ kind }) => kind === 'voice');
    if (isFetched) return { kind: 'doubt', doubt: { kind: 'files', why: 'late' } };
    if (stored.message.text.trim() === '') return null;
    const understood = await this.#tools.understand.read(stored.message, [stored], await this.#tools.bots.current());
    return understood.ok ? understood.value : null;
  }

  /** Answers what is no task for an engine; `true` if that settles it. */
  async #refused(parts: readonly StoredMessage[], reply: Reply): Promise<boolean> {
    const say = (markdown: string) => reply({ markdown }, { silent: true });
    const text = joinTexts(parts).trim();
    if (text === '' && parts.some(({ message }) => filesOf(message).length > 0)) return false;
    if (text === '') {
      const attachments = parts.flatMap((part) => part.message.attachment ?? []);
      if (attachments.length > 0) await say(attachmentText(attachments));
      return true;
    }
    const typo = parseDotTypo(wordsOf(parts).own.text);
    if (typo !== null && this.#tools.commands.knows(typo)) {
      await say(dotTypoText(typo));
      return true;
    }
    return false;
  }

  /** Tells who wrote to a bot that was replaced and only sees its runs to their end. */
  async tellMoved({ row, message }: StoredMessage, former: ChatBot, turn: Turn): Promise<void> {
    const now = await this.#tools.bots.current();
    const options = { replyTo: message.messageId };
    await turn.said(former.channel.say(placeOf(message), { markdown: movedText(now.username) }, options));
    await this.#tools.inbox.finish([row], 'done');
  }
}
