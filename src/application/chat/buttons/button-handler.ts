import { fail, ok, type Result } from '../../../domain/result.js';
import type { MayPress } from '../../values/may-press.js';
import { TOASTS } from '../../wording/buttons/toasts.js';
import type { ButtonPress, PressedAt } from './button-press.js';

/** Why data stands for nothing, or for nothing any more. */
export interface StaleButton {
  /** What who pressed is told. */
  readonly toast: string;
  /** The message's other buttons stand for nothing either: they are taken away. */
  readonly strip?: true;
}

/** Acts on the buttons whose data begins with `prefix`; `Target` is what one of them stands for. */
export interface ButtonHandler<Target = unknown> {
  /** Begins with no other's. */
  readonly prefix: string;
  /** Who may press: each of its buttons, or one by what it stands for. Judged before `press` is called. */
  readonly mayPress: MayPress | { by(target: Target): MayPress };
  /** What the data behind the prefix stands for there. */
  find(data: string, at: PressedAt): Result<Target, StaleButton> | Promise<Result<Target, StaleButton>>;
  /** Does what is meant. */
  press(press: ButtonPress, target: Target): Promise<void>;
}

/** The problem of data that means nothing. */
export const NO_EFFECT = fail<StaleButton>({ toast: TOASTS.noEffect });

/** Reads data that is all in the prefix. */
export function nothingMore(data: string): Result<null, StaleButton> {
  return data === '' ? ok(null) : NO_EFFECT;
}
