import type { Instant } from '../../../domain/ports/clock.js';
import type { LocalTime } from '../../../domain/ports/local-time.js';
import { formatSpan } from '../../../domain/schedule/delay.js';
import { localText } from '../../../domain/schedule/local-text.js';
import {
  LEAST_DELAY_MS,
  MOST_DAYS_AHEAD,
  MOST_DELAY_MS,
  type MomentProblem,
} from '../../../domain/schedule/resolve-when.js';
import type { ChatProblem } from '../../values/chat-problem.js';

/** Why a time that a person wrote can't be waited for; `zone` is where the person's clock stands. */
export function momentProblem(
  problem: MomentProblem,
  written: string,
  now: Instant,
  zone: string | null,
  times: LocalTime,
): ChatProblem {
  switch (problem) {
    case 'delay-out-of-range':
      return { kind: problem, least: formatSpan(LEAST_DELAY_MS), most: formatSpan(MOST_DELAY_MS) };
    case 'past': {
      const { date, exactTime } = localText(now, now, zone, times);
      return { kind: 'time-past', written, now: `${date} ${exactTime}` };
    }
    case 'too-far':
      return { kind: 'time-too-far', written, mostDays: MOST_DAYS_AHEAD };
  }
}
