import type { Inbound, UpdateIntake } from '../../domain/chat/inbound.js';
import type { RowId } from '../../domain/ids.js';
import type { Clock, Instant } from '../../domain/ports/clock.js';
import type { Inbox, InboxEntry, InboxRow } from '../../domain/ports/inbox.js';
import type { RowsInHand } from '../concurrency/rows-in-hand.js';
import type { Generations } from '../values/generation.js';
import type { ReceiveButton } from './buttons/receive-button.js';
import type { GatherMessages } from './gather-messages.js';
import type { HearFirst } from './hear-first.js';
import type { LateMessages } from './late-messages.js';
import type { TurnAway } from './turn-away.js';
import { withEdit } from './understand/bursts.js';
import type { ChatMembers } from './understand/chat-members.js';
import type { UpdateLanes } from './update-lanes.js';

/** What the intake of updates is built on. */
export interface ReceiveUpdatesTools {
  readonly generations: Generations;
  readonly inbox: Inbox;
  readonly clock: Clock;
  readonly members: ChatMembers;
  readonly turnAway: TurnAway;
  readonly hands: RowsInHand;
  readonly hearFirst: HearFirst;
  readonly gather: GatherMessages;
  readonly lanes: UpdateLanes;
  readonly receiveButton: ReceiveButton;
  readonly late: LateMessages;
}

/** An update that was on disk at the start. */
export type UpdateRow = InboxRow<'message'> | InboxRow<'button'>;

/**
 * The intake of Telegram updates: who may not talk to us is dropped, everything else is on disk before the poll is
 * acknowledged; messages that belong together are joined; then one chat's updates are handled in order, each once, and
 * different chats side by side.
 */
export class ReceiveUpdates implements UpdateIntake {
  readonly #tools: ReceiveUpdatesTools;

  constructor(tools: ReceiveUpdatesTools) {
    this.#tools = tools;
  }

  async accept(updates: readonly Inbound[]): Promise<void> {
    const { generations, members, turnAway, inbox, clock } = this.#tools;
    const { access } = generations.current();
    for (const update of updates) if (access.knows(update.chatId)) members.note(update);
    const admitted = updates.filter((update) => access.admits(update.chatId, update.sender?.id ?? null));
    for (const update of updates) if (!admitted.includes(update)) turnAway.take(update);
    if (admitted.length === 0) return;
    const receipts = await inbox.accept(admitted.map(asEntry));
    admitted.forEach((update, index) => {
      const receipt = receipts[index];
      if (receipt !== undefined && !receipt.duplicate) this.#route(receipt.id, update, clock.now());
    });
  }

  /** Takes up updates that were accepted before a restart, in their order. */
  takeUp(rows: readonly UpdateRow[]): void {
    for (const { id, body, acceptedAt } of withEdits(rows)) this.#route(id, body, acceptedAt);
  }

  /** How many bursts wait for more. */
  get openBursts(): number {
    return this.#tools.gather.open;
  }

  /** Closes open bursts and resolves when everything that was accepted has been handled. */
  async settle(): Promise<void> {
    const { hearFirst, gather, lanes, late } = this.#tools;
    await hearFirst.settle();
    gather.flush();
    await lanes.idle();
    await late.settle();
  }

  /** In hand meanwhile: the row may be one that no process survives. */
  #route(row: RowId, update: Inbound, acceptedAt: Instant): void {
    const { hands, hearFirst, gather, lanes, receiveButton } = this.#tools;
    const route = async () => {
      if (update.kind === 'message') return hearFirst.add({ row, message: update }, acceptedAt);
      gather.cut(update);
      lanes.add(update.chatId, [row], (turn) => receiveButton.receive(row, update, turn));
    };
    const crashed = (cause: unknown) => lanes.crashed(update.chatId, [row], cause).catch(() => undefined);
    void hands.hold([row], route).catch(crashed);
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
