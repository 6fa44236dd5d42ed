import { markedEnd, shiftMarks } from '../../../../domain/chat/text-mark.js';
import type { Instant } from '../../../../domain/ports/clock.js';
import type { LocalTime } from '../../../../domain/ports/local-time.js';
import type { SpokenTime } from '../../../../domain/ports/spoken-times.js';
import { localText } from '../../../../domain/schedule/local-text.js';
import { fingerprint } from '../../../../domain/trigger/fingerprint.js';
import type { Notifier } from '../../../delivery/notifier.js';
import { TIME_LABELS, timeLabel, timeQuestionText } from '../../../wording/commands/at-text.js';
import { QUESTION_BUTTON } from '../../understand/ask-first.js';
import type { CommandCall } from '../command.js';

/** Says back what was understood by a time in somebody’s own words, before it counts. */
export class AskTime {
  readonly #notices: Notifier;
  readonly #times: LocalTime;

  constructor(notices: Notifier, times: LocalTime) {
    this.#notices = notices;
    this.#times = times;
  }

  /**
   * Resolves once the question is on disk. A yes is the same command with the instant written out; a no is the bare command,
   * which answers how times are written.
   */
  async ask(
    { message, place, generation }: CommandCall,
    { written, text }: SpokenTime,
    { due, now }: { readonly due: Instant; readonly now: Instant },
  ): Promise<void> {
    const zone = generation.config.triggers.defaultTimezone;
    const local = localText(due, now, zone, this.#times);
    const key = `time-${fingerprint(JSON.stringify([message.bot, message.updateId, due]))}`;
    const task = markedEnd({ text: message.text, marks: message.marks ?? [] }, text);
    const before = `/at ${instantText(due, this.#times.offset(zone, due))} `;
    const yes = { ...message, text: before + text, marks: shiftMarks(task.marks, before.length) };
    const question = {
      key,
      askedOf: message.sender?.id ?? null,
      answers: { yes: [yes], no: [{ ...message, text: '/at', marks: [] }] },
      asked: [message],
    };
    const buttons = [
      { label: timeLabel(local), data: `${QUESTION_BUTTON}yes:${key}` },
      { label: TIME_LABELS.notATime, data: `${QUESTION_BUTTON}no:${key}` },
    ];
    const markdown = timeQuestionText(local, { written, text, inMs: due - now });
    const rings = { loud: true, urgent: true };
    const order = { place, markdown, replyTo: message.messageId, ...rings, buttons: [buttons] };
    await this.#notices.tell(order, { answers: [], as: 'done', offers: [question] });
  }
}

/** An instant as RFC 3339 has it, by clocks that are so far ahead of UTC. */
function instantText(instant: Instant, offsetMs: number): string {
  const wholeMinutes = Math.round(offsetMs / 60_000);
  const size = Math.abs(wholeMinutes);
  const [hours, minutes] = [Math.floor(size / 60), size % 60].map((part) => `${part}`.padStart(2, '0'));
  const local = new Date(instant + wholeMinutes * 60_000).toISOString().slice(0, 19);
  return `${local}${wholeMinutes < 0 ? '-' : '+'}${hours}:${minutes}`;
}
