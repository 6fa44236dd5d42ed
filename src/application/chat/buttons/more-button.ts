import { fail, ok, type Result } from '../../../domain/result.js';
import { MORE_BUTTON } from '../../delivery/backlog/fold-floods.js';
import { MOST_SHOWN, type ShownPage, shownPage } from '../../delivery/backlog/folded-page.js';
import type { FollowChats } from '../../delivery/follow-chats.js';
import type { Button } from '../../ports/chat/chat-channel.js';
import type { FoldedSpot, Outbox } from '../../ports/chat/outbox.js';
import { TOASTS } from '../../wording/buttons/toasts.js';
import { MORE_LABELS } from '../../wording/delivery/more-notices-text.js';
import { isOfChat } from '../understand/is-of-chat.js';
import { type ButtonHandler, NO_EFFECT, type StaleButton } from './button-handler.js';
import type { ButtonPress, PressedAt } from './button-press.js';

/** A page of the notices that a message stands for. */
export interface WantedPage {
  readonly fold: number;
  readonly page: ShownPage;
  /** Shown by a message of its own; otherwise the one that has the button shows it from now on. */
  readonly isNew: boolean;
}

const WAYS = { a: 'after', b: 'before' } as const;

/** Shows notices of a flood that were not told one by one, page by page, in the chat that they were for. */
export class MoreButton implements ButtonHandler<WantedPage> {
  readonly prefix = MORE_BUTTON;
  readonly mayPress = { who: 'anyone' } as const;
  readonly #chats: FollowChats;
  readonly #outgoing: Outbox;

  constructor(chats: FollowChats, outgoing: Outbox) {
    this.#chats = chats;
    this.#outgoing = outgoing;
  }

  async find(data: string, { message }: PressedAt): Promise<Result<WantedPage, StaleButton>> {
    const spot = spotIn(data);
    if (spot === null) return NO_EFFECT;
    const found = await this.#outgoing.folded({ ...spot, most: MOST_SHOWN });
    const [first] = found.notices;
    const isHere = first !== undefined && (await isOfChat(message, first.parcel.order.place.chatId, this.#chats));
    if (!isHere) return fail({ toast: TOASTS.more.gone });
    return ok({ fold: spot.fold, page: shownPage(found, spot.way), isNew: !data.includes(':') });
  }

  async press(press: ButtonPress, { fold, page: { notices, ...ends }, isNew }: WantedPage): Promise<void> {
    const row = turningButtons(fold, ends);
    const options = row.length === 0 ? {} : { buttons: [row] };
    if (isNew) await press.reply({ notices }, { silent: true, ...options });
    else press.edit({ notices }, options);
  }
}

/** Where to begin: `12` at the first of fold 12, `12:a:34` behind notice 34, `12:b:34` before it; `null` if it is neither. */
function spotIn(data: string): Omit<FoldedSpot, 'most'> | null {
  const [, fold, way = 'a', id = '0'] = /^(\d{1,15})(?::([ab]):(\d{1,15}))?$/.exec(data) ?? [];
  if (fold === undefined || (way !== 'a' && way !== 'b')) return null;
  return { fold: Number(fold), way: WAYS[way], id: Number(id) };
}

function turningButtons(fold: number, { earlier, later }: Pick<ShownPage, 'earlier' | 'later'>): readonly Button[] {
  const button = (label: string, way: keyof typeof WAYS, id: number) => ({
    label,
    data: `${MORE_BUTTON}${fold}:${way}:${id}`,
  });
  return [
    ...(earlier === null ? [] : [button(MORE_LABELS.earlier, 'b', earlier)]),
    ...(later === null ? [] : [button(MORE_LABELS.later, 'a', later)]),
  ];
}
