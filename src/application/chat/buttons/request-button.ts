import { fail, ok, type Result } from '../../../domain/result.js';
import type { Approvals } from '../../run/approval/approvals.js';
import type { OpenRequest } from '../../run/approval/open-request.js';
import { REQUEST_BUTTON, type RequestPress, requestPressOf } from '../../run/approval/request-buttons.js';
import type { MayPress } from '../../values/may-press.js';
import { TOASTS } from '../../wording/buttons/toasts.js';
import type { ButtonHandler, StaleButton } from './button-handler.js';
import type { ButtonPress, PressedAt } from './button-press.js';

/** What an agent asks, and what is answered. */
export interface PressedRequest {
  readonly asked: OpenRequest;
  readonly answer: RequestPress;
}

/** Decides about what an agent asks: each request once, by whom it was asked for or by who decides for the chat. */
export class RequestButton implements ButtonHandler<PressedRequest> {
  readonly prefix = REQUEST_BUTTON;
  readonly mayPress = {
    by: ({ asked }: PressedRequest): MayPress => ({
      who: 'owner',
      what: 'run',
      owner: asked.facts.job.plan.requestedBy,
    }),
  };
  readonly #desk: Approvals;

  constructor(desk: Approvals) {
    this.#desk = desk;
  }

  find(data: string, { place: { chatId } }: PressedAt): Result<PressedRequest, StaleButton> {
    const pressed = requestPressOf(data);
    const asked = pressed === null ? null : this.#desk.find(pressed.key, chatId);
    if (pressed !== null && asked !== null) return ok({ asked, answer: pressed.press });
    return fail({ toast: TOASTS.request.stale, strip: true });
  }

  async press(press: ButtonPress, { asked, answer }: PressedRequest): Promise<void> {
    // Somebody else may have decided while Telegram was asked who this is.
    if (this.#desk.find(asked.facts.key, press.place.chatId) === null) {
      press.strip();
      return press.say(TOASTS.request.stale);
    }
    const { id, name } = press.sender;
    const toast = this.#desk.press(asked, answer, { id, name });
    if (toast !== '') await press.say(toast);
  }
}
