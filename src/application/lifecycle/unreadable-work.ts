import type { Clock } from '../../domain/ports/clock.js';
import type { Inbox, InboxState, UnreadableRow } from '../../domain/ports/inbox.js';
import type { LocalTime } from '../../domain/ports/local-time.js';
import { localText } from '../../domain/schedule/local-text.js';
import type { Notifier } from '../delivery/notifier.js';
import type { Outbox, UnreadableMessage } from '../ports/chat/outbox.js';
import type { KeptTexts } from '../ports/store/kept-texts.js';
import type { Preferences, UnreadableChoices } from '../ports/store/preferences.js';
import type { RunStore, UnreadableRun } from '../ports/store/run-store.js';
import type { Journal } from '../ports/system/journal.js';
import type { Generations } from '../values/generation.js';
import { ownerChats } from '../values/owner-chats.js';
import { unreadableWorkText } from '../wording/start/unreadable-work-text.js';

/** What setting unreadable work aside is built on. */
export interface UnreadableWorkTools {
  readonly inbox: Inbox;
  readonly outgoing: Outbox;
  readonly book: RunStore;
  readonly preferences: Preferences;
  readonly notices: Notifier;
  readonly texts: KeptTexts;
  readonly generations: Generations;
  readonly times: LocalTime;
  readonly clock: Clock;
  readonly journal: Journal;
}

/** What an earlier process left and nobody can read. */
export interface Unread {
  readonly rows: readonly UnreadableRow[];
  readonly messages: readonly UnreadableMessage[];
  readonly runs: readonly UnreadableRun[];
  readonly choices: readonly UnreadableChoices[];
}

/** One piece of it; plain JSON. */
interface Piece {
  /** An Inbox row's source, `outgoing`, `run` or `choices`. */
  readonly kind: string;
  readonly name: string;
  /** Milliseconds since the epoch; `null` if nobody knows. */
  readonly storedAt: number | null;
  readonly fault: string;
  readonly text: string;
}

/** Ends what can't be read, so that it is told once and keeps nothing else from going on. */
export class UnreadableWork {
  readonly #tools: UnreadableWorkTools;

  constructor(tools: UnreadableWorkTools) {
    this.#tools = tools;
  }

  /** What there is of it. */
  async find(): Promise<Unread> {
    const { inbox, outgoing, book, preferences } = this.#tools;
    const [rows, messages, runs, choices] = await Promise.all([
      inbox.unreadable(),
      outgoing.unreadable(),
      book.unreadable(),
      preferences.unreadable(),
    ]);
    return { rows, messages, runs, choices };
  }

  /**
   * Keeps what is on disk of it as a file, ends rows as dead, forgets choices, and tells the owner of all in one notice. Never rejects: what
   * the disk refuses stays as it is, and is set aside at the next start.
   */
  async setAside(unread: Unread): Promise<void> {
    const { journal } = this.#tools;
    const pieces = piecesOf(unread);
    if (pieces.length === 0) return;
    for (const { kind, name, fault } of pieces) {
      journal.record({ name: 'work.unreadable', level: 'error', data: { kind, name, fault } });
    }
    await this.#keepAndTell(unread, pieces).catch((cause) =>
      journal.record({ name: 'work.not-set-aside', level: 'error', data: { pieces: pieces.length }, cause }),
    );
  }

  async #keepAndTell({ rows, messages, runs, choices }: Unread, pieces: readonly Piece[]): Promise<void> {
    const { notices, texts, generations, preferences } = this.#tools;
    const path = await texts.keep('unreadable-work', pieces.map(lineOf).join(''));
    const told = pieces.flatMap(({ kind, storedAt }) =>
      storedAt === null ? [] : [{ kind, storedAt: this.#timeOf(storedAt) }],
    );
    const markdown = unreadableWorkText(told, choices.map(chosenIn), path);
    const idsOf = (state: InboxState) => rows.filter((row) => row.state === state).map(({ id }) => id);
    const settlement = {
      answers: idsOf('accepted'),
      as: 'dead' as const,
      // Their effects may be there already.
      begun: idsOf('begun'),
      replaces: messages.map(({ id }) => id),
      closes: runs.map(({ run }) => run),
    };
    const [first, ...others] = ownerChats(generations.current());
    // Nobody to be told is no reason to keep it for ever: the notice has a place that nobody has.
    const order = (chatId: number) => ({ place: { chatId, threadId: null }, markdown, loud: true });
    await notices.tell(order(first ?? 0), settlement);
    for (const chatId of others) await notices.tell(order(chatId));
    if (choices.length > 0) await preferences.forgetUnreadable(choices);
  }

  #timeOf(instant: number): string {
    const { generations, times, clock } = this.#tools;
    const zone = generations.current().config.triggers.defaultTimezone;
    const { day, exactTime } = localText(instant, clock.now(), zone, times);
    return `${day} ${exactTime}`;
  }
}

function piecesOf({ rows, messages, runs, choices }: Unread): readonly Piece[] {
  return [
    ...rows.map(({ source, key, acceptedAt, fault, text }) => ({
      ...{ kind: source, name: key, storedAt: acceptedAt, fault, text },
    })),
    ...messages.map(({ id, parkedAt, fault, text }) => ({
      ...{ kind: 'outgoing', name: `${id}`, storedAt: parkedAt, fault, text },
    })),
    ...runs.map(({ run, openedAt, fault, text }) => ({ kind: 'run', name: run, storedAt: openedAt, fault, text })),
    ...choices.map(({ fault, text, ...place }) => ({
      ...{ kind: 'choices', name: chosenIn(place), storedAt: null, fault, text },
    })),
  ];
}

function chosenIn({ chatId, threadId }: Omit<UnreadableChoices, 'fault' | 'text'>): string {
  return threadId === null ? `${chatId}` : `${chatId}:${threadId}`;
}

/** One line of JSON; the text in it is as it is on disk. */
function lineOf({ storedAt, ...piece }: Piece): string {
  const at = storedAt === null ? {} : { storedAt: new Date(storedAt).toISOString() };
  return `${JSON.stringify({ ...at, ...piece })}\n`;
}
