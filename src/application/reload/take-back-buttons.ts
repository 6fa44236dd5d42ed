import type { Button } from '../ports/chat/chat-channel.js';
import { backLabel, RELOAD_LABELS } from '../wording/reload/reload-labels.js';

/** What the data of buttons that put an earlier file back begins with. */
export const TAKE_BACK_BUTTON = 'config:';

/** What such a button means: the file of a generation, if it is given only while the file is still that of another. */
export interface TakeBack {
  readonly to: number;
  readonly ifStill: number | null;
}

/** Puts the file of generation `to` back, if the file is still that of generation `ifStill`. */
export function undoButton(to: number, ifStill: number): Button {
  return { label: RELOAD_LABELS.undo, data: `${TAKE_BACK_BUTTON}undo:${to}:${ifStill}` };
}

/** Puts the file of a generation back, whatever the file says now. */
export function backButton(to: number): Button {
  return { label: backLabel(to), data: `${TAKE_BACK_BUTTON}back:${to}` };
}

/** What the data behind the prefix means; `null` if it means nothing. */
export function takeBackOf(rest: string): TakeBack | null {
  const undo = /^undo:(\d{1,15}):(\d{1,15})$/.exec(rest);
  if (undo !== null) return { to: Number(undo[1]), ifStill: Number(undo[2]) };
  const back = /^back:(\d{1,15})$/.exec(rest);
  return back === null ? null : { to: Number(back[1]), ifStill: null };
}
