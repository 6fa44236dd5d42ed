import type { Loop } from '../../domain/accepted/loop.js';
import type { Place } from '../../domain/ids.js';
import type { Clock } from '../../domain/ports/clock.js';
import type { LocalTime } from '../../domain/ports/local-time.js';
import type { AtScheduler, Delayed } from '../../domain/schedule/at-scheduler.js';
import { formatSpan } from '../../domain/schedule/delay.js';
import { localText } from '../../domain/schedule/local-text.js';
import { inRows } from '../delivery/button-rows.js';
import type { Button } from '../ports/chat/chat-channel.js';
import type { EffectivePreferences } from '../preferences/effective-preferences.js';
import type { Generations } from '../values/generation.js';
import { excerpt } from '../wording/text/excerpt.js';
import { codeSpan, escapeMarkdown } from '../wording/text/markdown.js';

/** What the data of a button that ends a loop begins with; the key of its next iteration follows. */
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
    const state = await this.#state(place);
    if (waiting.length === 0) return { markdown: `No loop waits in this chat. ${state}`, buttons: [] };
    const lines = waiting.map((delayed, index) => `${index + 1}. ${this.#line(delayed)}`);
    const buttons = waiting.map(({ id }, index) => ({ label: `❌ ${index + 1}`, data: DROP_LOOP_BUTTON + id }));
    return {
      markdown: `🔁 Loops of this chat:\n\n${lines.join('\n')}\n\n${state}`,
      buttons: inRows(buttons, BUTTONS_A_ROW),
    };
  }

  async #state(place: Place): Promise<string> {
    const { generations, preferences } = this.#tools;
    const chosen = (await preferences.of(place)).loops;
    const isOn = chosen ?? generations.current().config.loop.enabled;
    const source = chosen === undefined ? 'configured' : 'chosen here';
    return isOn
      ? `Wake-ups that an agent sets for itself are taken over (${source}).`
      : `Wake-ups that an agent sets for itself end with its process (${source}); ${codeSpan('/loops on')} takes them over.`;
  }

  #line({ due, request: { loop, prompt, progress, request } }: Delayed<Loop>): string {
    const { clock, generations, times } = this.#tools;
    const now = clock.now();
    const { triggers, loop: settings } = generations.current().config;
    const { day, time, offset } = localText(due, now, triggers.defaultTimezone, times);
    const when = `${day} ${time.slice(0, 'hh:mm'.length)} (${offset}), in ${formatSpan(Math.max(0, due - now))}`;
    const count = `iteration ${progress.iterations + 1}/${settings.maxIterations}`;
    return `${codeSpan(loop)} ${[when, count, request.engine, escapeMarkdown(excerpt(prompt))].join(' · ')}`;
  }
}
