import type { DelayedRun } from '../../../../domain/accepted/delayed-run.js';
import type { Loop } from '../../../../domain/accepted/loop.js';
import type { Place } from '../../../../domain/ids.js';
import { ok, type Result } from '../../../../domain/result.js';
import type { RunDispatcher } from '../../../../domain/run/run-dispatcher.js';
import type { AtScheduler } from '../../../../domain/schedule/at-scheduler.js';
import type { RunJob } from '../../../run/active/run-job.js';
import { TOASTS } from '../../../wording/buttons/toasts.js';
import { type ButtonHandler, NO_EFFECT, type StaleButton } from '../../buttons/button-handler.js';
import type { ButtonPress } from '../../buttons/button-press.js';
import { STATUS_BUTTON, type StatusBoard, type StatusVerb } from './status-board.js';

const VERBS = ['stop', 'drop', 'up', 'at', 'loop', 'page'] as const;

/** What is to be done, to what, and which page is shown afterwards. */
export interface PressedStatus {
  readonly verb: (typeof VERBS)[number];
  readonly page: number;
  readonly id: string;
}

/** What acting on the list is built on. */
export interface StatusButtonTools {
  readonly board: StatusBoard;
  readonly dispatcher: RunDispatcher<RunJob>;
  readonly delayed: AtScheduler<DelayedRun>;
  readonly loops: AtScheduler<Loop>;
}

/** Stops, drops or moves up what the list shows, and shows it as it is then; whoever sees an entry may steer it. */
export class StatusButton implements ButtonHandler<PressedStatus> {
  readonly prefix = STATUS_BUTTON;
  readonly mayPress = { who: 'anyone' } as const;
  readonly #tools: StatusButtonTools;

  constructor(tools: StatusButtonTools) {
    this.#tools = tools;
  }

  find(data: string): Result<PressedStatus, StaleButton> {
    const [, written, page, id = ''] = /^([a-z]+):(\d{1,6}):(.*)$/.exec(data) ?? [];
    const verb = VERBS.find((one) => one === written);
    if (verb === undefined || (verb !== 'page' && id === '')) return NO_EFFECT;
    return ok({ verb, page: Number(page), id });
  }

  async press(press: ButtonPress, pressed: PressedStatus): Promise<void> {
    const toast = pressed.verb === 'page' ? null : await this.#act(pressed.verb, pressed.id, press.place);
    const { markdown, buttons } = this.#tools.board.view(press.place, pressed.page);
    press.edit(markdown, { buttons });
    if (toast !== null) await press.say(toast);
  }

  /** What became of it, for who pressed. */
  async #act(verb: StatusVerb, id: string, from: Place): Promise<string> {
    if (verb === 'at' || verb === 'loop') return this.#drop(verb, id, from);
    const { board, dispatcher } = this.#tools;
    const job = [...dispatcher.live, ...dispatcher.waiting].find((one) => one.id === id);
    if (job === undefined || !board.reaches(from, job.plan.place)) return TOASTS.status.gone;
    if (verb === 'up') return dispatcher.promote(id) ? TOASTS.status.up : TOASTS.status.notUp;
    return TOASTS.cancelRun[dispatcher.cancel(id) ?? 'nothing'];
  }

  async #drop(verb: 'at' | 'loop', id: string, from: Place): Promise<string> {
    const { board, delayed, loops } = this.#tools;
    const found =
      verb === 'at' ? delayed.all.find((one) => one.id === id) : loops.all.find(({ request }) => request.loop === id);
    const place =
      found === undefined ? null : 'place' in found.request ? found.request.place : found.request.request.place;
    if (found === undefined || place === null || !board.reaches(from, place)) return TOASTS.status.gone;
    const dropped =
      verb === 'at'
        ? await delayed.cancel(found.chatId, (one) => one.id === id)
        : await loops.cancel(found.chatId, ({ request }) => request.loop === id);
    return dropped.length > 0 ? TOASTS.status.dropped : TOASTS.status.gone;
  }
}
