import { fail, ok, type Result } from '../../../domain/result.js';
import { keysNaming } from '../../delivery/chats-named.js';
import { type FollowChats, WRITE_MOVE_BUTTON } from '../../delivery/follow-chats.js';
import type { ChatMove } from '../../ports/chat/chat-store.js';
import type { EditConfig } from '../../reload/edit-config.js';
import { TOASTS } from '../../wording/buttons/toasts.js';
import { FILE_HAS_ERRORS, moveNotWrittenText, moveWrittenText } from '../../wording/delivery/chat-moved-text.js';
import { editProblemText } from '../../wording/reload/edit-problem-text.js';
import { type ButtonHandler, NO_EFFECT, type StaleButton } from './button-handler.js';
import type { ButtonPress, PressedAt } from './button-press.js';

/** A move, and the keys of the file that don't know of it. */
export interface UnwrittenMove extends ChatMove {
  readonly keys: readonly string[];
}

/** Writes the new id of a group into the file; only one that Telegram has told of. */
export class WriteMoveButton implements ButtonHandler<UnwrittenMove> {
  readonly prefix = WRITE_MOVE_BUTTON;
  readonly mayPress = { who: 'administrators', to: 'change' } as const;
  readonly #chats: FollowChats;
  readonly #edits: EditConfig;

  constructor(chats: FollowChats, edits: EditConfig) {
    this.#chats = chats;
    this.#edits = edits;
  }

  async find(data: string, { generation }: PressedAt): Promise<Result<UnwrittenMove, StaleButton>> {
    const [, from, to] = /^(-?\d{1,16}):(-?\d{1,16})$/.exec(data) ?? [];
    const moves = await this.#chats.moves();
    const move = moves.find((one) => `${one.from}` === from && `${one.to}` === to);
    if (move === undefined) return NO_EFFECT;
    const keys = keysNaming(move.from, generation.config);
    return keys.length === 0 ? fail({ toast: TOASTS.moved.already, strip: true }) : ok({ ...move, keys });
  }

  async press(press: ButtonPress, { to, keys }: UnwrittenMove): Promise<void> {
    const written = await this.#edits.apply(keys.map((key) => ({ key, value: `${to}` })));
    if (written.ok) {
      press.edit(moveWrittenText(to, keys));
      return press.say(TOASTS.moved.written);
    }
    const { problem } = written;
    const isFaulty = problem.kind === 'invalid' || problem.kind === 'unreadable';
    const { message, hint } = isFaulty ? FILE_HAS_ERRORS : editProblemText(problem);
    await press.reply(moveNotWrittenText(message, hint));
  }
}
