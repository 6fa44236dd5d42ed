import { placeOf } from '../../domain/chat/place.js';
import { PendingWork } from '../../domain/pending-work.js';
import type { Alarm } from '../../domain/ports/alarm.js';
import type { Clock } from '../../domain/ports/clock.js';
import { inRows } from '../delivery/button-rows.js';
import type { Notifier } from '../delivery/notifier.js';
import { runNowButton } from '../delivery/offer-buttons.js';
import type { Button } from '../ports/chat/chat-channel.js';
import type { Offer, Question } from '../ports/chat/offer-store.js';
import type { Journal } from '../ports/system/journal.js';
import { lateText, numberedLabel, runLateLabel } from '../wording/chat/late-text.js';
import { questionOf } from './understand/ask-first.js';
import type { StoredMessage } from './understand/bursts.js';
import type { Understanding } from './understand/understand-message.js';

/** How long to wait for more of them, in milliseconds: a first poll after a long time brings many. */
const GATHER_MS = 1_000;
/** How many are listed in one message. */
const MOST_LISTED = 20;
const BUTTONS_IN_A_ROW = 5;

/** What listing late messages is built on. */
export interface LateMessagesTools {
  readonly notices: Notifier;
  readonly clock: Clock;
  readonly alarm: Alarm;
  readonly journal: Journal;
  /** What a message asks for; `null` if it is nothing for an engine. */
  readonly offerOf: (stored: StoredMessage) => Promise<Understanding | null>;
}

/** Lists, in one message for each place, what came too long ago to be run unasked, with a button for each. */
export class LateMessages {
  readonly #tools: LateMessagesTools;
  readonly #gathered = new Map<string, StoredMessage[]>();
  readonly #underway = new PendingWork();

  constructor(tools: LateMessagesTools) {
    this.#tools = tools;
  }

  /** Takes a message; it is listed with those that follow at once. */
  add(stored: StoredMessage): void {
    const { chatId, threadId } = stored.message;
    const key = `${chatId}:${threadId}`;
    const there = this.#gathered.get(key);
    if (there !== undefined) return void there.push(stored);
    this.#gathered.set(key, [stored]);
    this.#tools.alarm.after(GATHER_MS, () => this.#list(key));
  }

  /** Lists what has gathered now; resolves when all of it is on disk. */
  async settle(): Promise<void> {
    for (const key of [...this.#gathered.keys()]) this.#list(key);
    await this.#underway.idle();
  }

  #list(key: string): void {
    const gathered = this.#gathered.get(key) ?? [];
    this.#gathered.delete(key);
    for (let from = 0; from < gathered.length; from += MOST_LISTED) {
      const listed = this.#tell(gathered.slice(from, from + MOST_LISTED)).catch((cause) => {
        this.#tools.journal.record({ name: 'late-messages.failed', level: 'error', cause });
      });
      void this.#underway.add(listed);
    }
  }

  async #tell(late: readonly StoredMessage[]): Promise<void> {
    const [first] = late;
    if (first === undefined) return;
    const understood = await Promise.all(late.map((stored) => this.#tools.offerOf(stored)));
    const made = understood.map((one, index) => offerOf(one, late[index], late.length === 1 ? null : index + 1));
    const offers = made.flatMap((one) => one?.offer ?? []);
    const buttons = made.flatMap((one) => one?.buttons ?? []);
    const now = this.#tools.clock.now();
    const markdown = lateText(
      late.map(({ message: { sentAt, text, attachment } }) => ({ ageMs: now - sentAt, text, attachment })),
    );
    await this.#tools.notices.tell(
      { place: placeOf(first.message), markdown, loud: true, buttons: inRows(buttons, BUTTONS_IN_A_ROW) },
      { answers: late.map(({ row }) => row), as: 'dead', offers },
    );
  }
}

/** What a late message offers, with the buttons for it; `number` is its place in a list. */
function offerOf(
  understood: Understanding | null,
  stored: StoredMessage | undefined,
  number: number | null,
): { readonly offer: Offer | Question; readonly buttons: readonly Button[] } | null {
  if (understood === null || stored === undefined) return null;
  if (understood.kind === 'run') {
    const key = `row-${stored.row}`;
    const offer = { key, request: { ...understood.request, rows: [] }, resume: null };
    const label = number === null ? [] : [runLateLabel(number)];
    return { offer, buttons: [runNowButton(key, ...label)] };
  }
  const { question, buttons } = questionOf(understood.doubt, [stored.message]);
  if (number === null) return { offer: question, buttons };
  const numbered = buttons.map((button) => ({ ...button, label: numberedLabel(number, button.label) }));
  return { offer: { ...question, listed: true }, buttons: numbered };
}
