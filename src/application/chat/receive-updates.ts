import type { Inbound, UpdateIntake } from '../../domain/chat/inbound.js';
import { parseSlashCommand } from '../../domain/chat/slash-command.js';
import type { ChatId, RowId } from '../../domain/ids.js';
import type { Alarm } from '../../domain/ports/alarm.js';
import type { Clock, Instant } from '../../domain/ports/clock.js';
import type { Inbox, InboxEntry, InboxRow } from '../../domain/ports/inbox.js';
import type { TokenSource } from '../../domain/ports/token-source.js';
import { OrderedLanes } from '../concurrency/ordered-lanes.js';
import type { RowsInHand } from '../concurrency/rows-in-hand.js';
import type { AdapterHost } from '../hosting/adapter-host.js';
import { botOf } from '../hosting/bot-of.js';
import type { ChatBot, ChatBotSlice } from '../ports/chat/chat-bot.js';
import type { Journal } from '../ports/system/journal.js';
import type { Generations } from '../values/generation.js';
import type { AnswerInWords } from './answer-in-words.js';
import type { ReceiveButton } from './buttons/receive-button.js';
import type { CommandTable } from './commands/command-table.js';
import type { LateMessages } from './late-messages.js';
import type { ReceiveEdit } from './receive-edit.js';
import { isForAnotherBot, isOwnCommand, type ReceiveMessage } from './receive-message.js';
import type { TurnAway } from './turn-away.js';
import { Bursts, type StoredMessage, withEdit } from './understand/bursts.js';
import type { ChatMembers } from './understand/chat-members.js';

/** What the intake of updates is built on. */
export interface ReceiveUpdatesTools {
  readonly generations: Generations;
  readonly bots: AdapterHost<ChatBotSlice, ChatBot>;
  readonly inbox: Inbox;
  readonly clock: Clock;
  readonly alarm: Alarm;
  readonly tokens: TokenSource;
  readonly receiveMessage: ReceiveMessage;
  readonly receiveButton: ReceiveButton;
  readonly answers: AnswerInWords;
  readonly late: LateMessages;
  readonly commands: CommandTable;
  readonly hands: RowsInHand;
  readonly journal: Journal;
  readonly edits: ReceiveEdit;
  readonly turnAway: TurnAway;
  readonly members: ChatMembers;
}

/** An update that was on disk at the start. */
export type UpdateRow = InboxRow<'message'> | InboxRow<'button'>;

/**
 * The intake of Telegram updates: who may not talk to us is dropped, everything else is on disk before the poll is
 * acknowledged; then one chat's updates are handled in order and different chats side by side.
 */
export class ReceiveUpdates implements UpdateIntake {
  readonly #tools: ReceiveUpdatesTools;
  readonly #lanes = new OrderedLanes<ChatId>();
  readonly #bursts: Bursts;

  constructor(tools: ReceiveUpdatesTools) {
    this.#tools = tools;
    const windows = () => {
      const { forwardCoalesceMs, mediaGroupDebounceMs } = tools.generations.current().config.telegram;
      return { coalesceMs: forwardCoalesceMs, albumMs: mediaGroupDebounceMs };
    };
    this.#bursts = new Bursts(tools.alarm, windows, (parts) => this.#burst(parts));
  }

  async accept(updates: readonly Inbound[]): Promise<void> {
    const { access } = this.#tools.generations.current();
    for (const update of updates) if (access.knows(update.chatId)) this.#tools.members.note(update);
    const admitted = updates.filter((update) => access.admits(update.chatId, update.sender?.id ?? null));
    for (const update of updates) if (!admitted.includes(update)) this.#tools.turnAway.take(update);
    if (admitted.length === 0) return;
    const receipts = await this.#tools.inbox.accept(admitted.map(asEntry));
    admitted.forEach((update, index) => {
      const receipt = receipts[index];
      if (receipt !== undefined && !receipt.duplicate) this.#route(receipt.id, update, null);
    });
  }

  /** Takes up updates that were accepted before a restart, in their order. */
  takeUp(rows: readonly UpdateRow[]): void {
    for (const { id, body, acceptedAt } of withEdits(rows)) this.#route(id, body, acceptedAt);
  }

  /** How many bursts wait for more. */
  get openBursts(): number {
    return this.#bursts.size;
  }

  /** Closes open bursts and resolves when everything that was accepted has been handled. */
  async settle(): Promise<void> {
    this.#bursts.flushAll();
    await this.#lanes.idle();
    await this.#tools.late.settle();
  }

  /** `restoredFrom`: when an update that was on disk at the start had been accepted; `null` for one that is new. */
  #route(row: RowId, update: Inbound, restoredFrom: Instant | null): void {
    this.#inLane(update.chatId, [row], () =>
      update.kind === 'button'
        ? this.#tools.receiveButton.receive(row, update)
        : this.#message({ row, message: update }, restoredFrom ?? this.#tools.clock.now()),
    );
  }

  async #message(stored: StoredMessage, acceptedAt: Instant): Promise<void> {
    const { generations, bots, commands, receiveMessage, answers, inbox, edits } = this.#tools;
    const { message, row } = stored;
    const bot = await botOf(bots, message);
    const { backlogMaxAgeMs } = generations.current().config.telegram;
    const current = bots.peek();
    const former = current !== null && bot !== current;
    if (message.edited === true) await edits.receive(stored, this.#bursts, bot);
    else if (isForAnotherBot(message, bot.username)) await inbox.finish([row], 'done');
    else if (former && parseSlashCommand(message.text)?.name !== 'cancel') await receiveMessage.tellMoved(stored, bot);
    else if (isOwnCommand(message, bot.username, commands)) {
      this.#bursts.flush(message);
      this.#inLane(message.chatId, [row], () => this.#command(stored));
    } else if (await answers.take(message)) await inbox.finish([row], 'done');
    else if (acceptedAt - message.sentAt > backlogMaxAgeMs) this.#tools.late.add(stored);
    else this.#bursts.add(stored);
  }

  async #command({ row, message }: StoredMessage): Promise<void> {
    const command = parseSlashCommand(message.text);
    if (command !== null) await this.#tools.commands.run(command.name, message, command.rest);
    await this.#tools.inbox.finish([row], 'done');
  }

  #burst(parts: readonly StoredMessage[]): void {
    const chatId = parts[0]?.message.chatId;
    if (chatId === undefined) return;
    const rows = parts.map((part) => part.row);
    this.#inLane(chatId, rows, () => this.#tools.receiveMessage.receive(parts));
  }

  #inLane(chatId: ChatId, rows: readonly RowId[], task: () => Promise<void>): void {
    const held = () => this.#tools.hands.hold(rows, task);
    this.#lanes.add(chatId, held, (cause) => this.#crashed(chatId, rows, cause));
  }

  /** A bug: told with a reference that the log carries too, and not tried again at the next start. */
  async #crashed(chatId: ChatId, rows: readonly RowId[], cause: unknown): Promise<void> {
    const reference = this.#tools.tokens.next();
    this.#tools.journal.record({
      name: 'intake.crashed',
      level: 'error',
      data: { chat: chatId, rows, reference },
      cause,
    });
    const problem = { kind: 'failed' as const, reference };
    void this.#tools.bots.peek()?.channel.say({ chatId, threadId: null }, { problem });
    await this.#tools.inbox.finish(rows, 'dead');
  }
}

function asEntry(update: Inbound): InboxEntry {
  const acceptance = { key: `${update.bot}:${update.updateId}`, due: null };
  return update.kind === 'button'
    ? { source: 'button', body: update, ...acceptance }
    : { source: 'message', body: update, ...acceptance };
}

/** The rows with each message as its sender last edited it: an edit that is on disk must not come after the run. */
function withEdits(rows: readonly UpdateRow[]): readonly UpdateRow[] {
  const messages = rows.flatMap((row) => (row.source === 'message' ? [row.body] : []));
  const edits = messages.filter((message) => message.edited === true);
  return rows.map((row) => {
    if (row.source === 'button' || row.body.edited === true) return row;
    const { chatId, messageId } = row.body;
    const edit = edits.findLast((one) => one.chatId === chatId && one.messageId === messageId);
    return edit === undefined ? row : { ...row, body: withEdit(row.body, edit) };
  });
}
