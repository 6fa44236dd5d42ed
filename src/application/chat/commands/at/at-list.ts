import type { DelayedRun } from '../../../../domain/accepted/delayed-run.js';
import type { Place } from '../../../../domain/ids.js';
import type { Clock } from '../../../../domain/ports/clock.js';
import type { LocalTime } from '../../../../domain/ports/local-time.js';
import type { AtScheduler, Delayed } from '../../../../domain/schedule/at-scheduler.js';
import { localText } from '../../../../domain/schedule/local-text.js';
import { inRows } from '../../../delivery/button-rows.js';
import type { Button } from '../../../ports/chat/chat-channel.js';
import type { Generations } from '../../../values/generation.js';
import { dropLabel, type WaitingRun, waitingText } from '../../../wording/commands/at-text.js';
import { taskName } from '../../../wording/text/task-name.js';

/** What the data of a button that drops a line of the list begins with; the run's id follows. */
export const DROP_LISTED_BUTTON = 'at:list:';

const BUTTONS_A_ROW = 5;

/** What a list is made of. */
export interface AtListTools {
  readonly delayed: AtScheduler<DelayedRun>;
  readonly generations: Generations;
  readonly times: LocalTime;
  readonly clock: Clock;
}

/** What a list shows. */
export interface AtListView {
  readonly markdown: string;
  readonly buttons: readonly (readonly Button[])[];
}

/** The list of what waits in a chat, soonest first, with a button for each to drop it. */
export class AtList {
  readonly #tools: AtListTools;

  constructor(tools: AtListTools) {
    this.#tools = tools;
  }

  /** All that waits in the chat, since its limit counts all; what belongs to another topic is marked. */
  view(place: Place): AtListView {
    const waiting = this.#tools.delayed.list(place.chatId);
    const buttons = waiting.map((delayed) => ({
      label: dropLabel(taskName(delayed)),
      data: DROP_LISTED_BUTTON + delayed.id,
    }));
    return {
      markdown: waitingText(waiting.map((delayed) => this.#shown(delayed, place))),
      buttons: inRows(buttons, BUTTONS_A_ROW),
    };
  }

  #shown(delayed: Delayed<DelayedRun>, place: Place): WaitingRun {
    const { due, request: run } = delayed;
    const { clock, generations, times } = this.#tools;
    const now = clock.now();
    const local = localText(due, now, generations.current().config.triggers.defaultTimezone, times);
    return { name: taskName(delayed), local, inMs: due - now, run, isElsewhere: run.place.threadId !== place.threadId };
  }
}
