import type { Loop } from '../../domain/accepted/loop.js';
import type { Place } from '../../domain/ids.js';
import type { Clock } from '../../domain/ports/clock.js';
import type { LocalTime } from '../../domain/ports/local-time.js';
import type { AtScheduler, Delayed } from '../../domain/schedule/at-scheduler.js';
import { localText } from '../../domain/schedule/local-text.js';
import { inRows } from '../delivery/button-rows.js';
import type { Button } from '../ports/chat/chat-channel.js';
import type { EffectivePreferences } from '../preferences/effective-preferences.js';
import type { Generations } from '../values/generation.js';
import { endLoopLabel, type LoopListed, type LoopsTaken, loopListText } from '../wording/schedule/loop-list-text.js';

/** What the data of a button that ends a loop begins with; the loop’s id follows, in older messages with an iteration’s number behind it. */
export const DROP_LOOP_BUTTON = 'loop:drop:';

const BUTTONS_A_ROW = 5;

/** What a list is made of. */
export interface LoopListTools {
  readonly loops: AtScheduler<Loop>;
  readonly generations: Generations;
  readonly preferences: EffectivePreferences;
  readonly times: LocalTime;
  readonly clock: Clock;
}

/** The loops of a chat, soonest first, with a button for each to end it. */
export class LoopList {
  readonly #tools: LoopListTools;

  constructor(tools: LoopListTools) {
    this.#tools = tools;
  }

  /** All that wait in the chat, and whether further ones are taken over in the place. */
  async view(place: Place): Promise<{ readonly markdown: string; readonly buttons: readonly (readonly Button[])[] }> {
    const waiting = this.#tools.loops.list(place.chatId);
    const buttons = waiting.map(({ request: { loop } }, index) => ({
      label: endLoopLabel(index + 1),
      data: DROP_LOOP_BUTTON + loop,
    }));
    const listed = waiting.map((delayed) => this.#listed(delayed));
    return { markdown: loopListText(listed, await this.#taken(place)), buttons: inRows(buttons, BUTTONS_A_ROW) };
  }

  async #taken(place: Place): Promise<LoopsTaken> {
    const { generations, preferences } = this.#tools;
    const chosen = (await preferences.of(place)).loops;
    return { isOn: chosen ?? generations.current().config.loop.enabled, chosenHere: chosen !== undefined };
  }

  #listed({ due, request: { loop, prompt, progress, request } }: Delayed<Loop>): LoopListed {
    const { clock, generations, times } = this.#tools;
    const now = clock.now();
    const { triggers, loop: settings } = generations.current().config;
    const { day, time } = localText(due, now, triggers.defaultTimezone, times);
    return {
      loop,
      when: `${day} ${time.slice(0, 'hh:mm'.length)}`,
      inMs: Math.max(0, due - now),
      iteration: progress.iterations + 1,
      limit: settings.maxIterations,
      engine: request.engine,
      prompt,
    };
  }
}
