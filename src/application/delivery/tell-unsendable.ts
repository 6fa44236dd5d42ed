import type { Place } from '../../domain/ids.js';
import type { NoticeOrder } from '../ports/chat/chat-channel.js';
import type { OutgoingFile } from '../ports/chat/files-order.js';
import type { OutboxMessage, QueuedMessage } from '../ports/chat/outbox.js';
import type { KeptTexts } from '../ports/store/kept-texts.js';
import type { Generations } from '../values/generation.js';
import { unsendableText } from '../wording/delivery/unsendable-text.js';
import type { Notifier } from './notifier.js';
import { ownerPlace } from './trigger-place.js';

/** Tells, in place of what several processes died of while they sent it, that there was something and where its text is. */
export class TellUnsendable {
  readonly #generations: Generations;
  readonly #notices: Notifier;
  readonly #texts: KeptTexts;

  constructor(generations: Generations, notices: Notifier, texts: KeptTexts) {
    this.#generations = generations;
    this.#notices = notices;
    this.#texts = texts;
  }

  /** Resolves once the text is kept and the notice is on disk in place of the parcel. Nothing of the text is in the notice. */
  async tell({ id, parcel, deaths = 0 }: QueuedMessage): Promise<void> {
    const kept = await this.#texts.keep(`parcel-${id}`, textOf(parcel));
    const owner = ownerPlace(this.#generations.current());
    const place = placeOf(parcel) ?? owner;
    const toOwner = unsendableText(parcel.kind, deaths, kept);
    const isOwners = owner !== null && owner.chatId === place?.chatId;
    const settlement = { answers: [], as: 'done', replaces: [id] } as const;
    const order: NoticeOrder = {
      place: place ?? { chatId: 0, threadId: null },
      markdown: isOwners ? toOwner : unsendableText(parcel.kind, deaths, null),
      loud: true,
      ...subjectOf(parcel),
    };
    await this.#notices.tell(order, settlement);
    if (owner !== null && !isOwners) await this.#notices.tell({ place: owner, markdown: toOwner, loud: true });
  }
}

function placeOf(parcel: OutboxMessage): Place | null {
  if (parcel.kind !== 'conclusion') return parcel.order.place;
  return parcel.message === null ? null : { chatId: parcel.message.chatId, threadId: null };
}

/** A reply to it goes on with what a reply to the message would have gone on with. */
function subjectOf(parcel: OutboxMessage): Pick<NoticeOrder, 'about' | 'replyTo'> {
  if (parcel.kind === 'notice') return parcel.order.about === undefined ? {} : { about: parcel.order.about };
  const about = parcel.run === null ? {} : { about: { kind: 'run', run: parcel.run } as const };
  return parcel.kind === 'conclusion' ? about : { ...about, replyTo: parcel.order.replyTo };
}

function textOf(parcel: OutboxMessage): string {
  if (parcel.kind === 'notice') return withProblem(parcel.order.markdown, parcel.order.problem ?? null);
  if (parcel.kind === 'outbox') return `${parcel.order.directory}\n`;
  if (parcel.kind === 'files') return `${parcel.order.files.map(lineOf).join('\n')}\n`;
  const { answer, problem } = parcel.kind === 'final' ? parcel.order.view : parcel.view;
  return withProblem(answer, problem);
}

function lineOf({ name, bytes, origin }: OutgoingFile): string {
  return [name, `${bytes} bytes`, ...(origin === undefined ? [] : [origin.path])].join('\t');
}

function withProblem(text: string, problem: unknown): string {
  const parts = [text, problem === null ? '' : JSON.stringify(problem, null, 2)].filter((part) => part !== '');
  return `${parts.join('\n\n')}\n`;
}
