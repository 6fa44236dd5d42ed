import { scheduleDoubtText } from '../../../application/triggers/schedule-doubt-text.js';
import { scheduleDoubts } from '../../../domain/trigger/schedule-doubts.js';
import type { ConfigDto } from '../dto/config-dto.js';
import { type Fault, faultAt } from '../fault.js';

/** What crons say about their times that they may not mean. */
export function scheduleAdvice({ triggers }: ConfigDto): readonly Fault[] {
  return triggers.crons.flatMap(({ schedule, catch_up, catch_up_window_s }, index) => {
    const path = ['triggers', 'crons', index];
    const doubts = typeof schedule === 'string' ? scheduleDoubts(schedule) : [];
    const faults = doubts.map(scheduleDoubtText).map((text) => faultAt([...path, 'schedule'], text.message, text.mend));
    if (catch_up !== 'none' && catch_up_window_s === 0) {
      const message = 'Nothing is caught up, because no missed instant is young enough.';
      faults.push(faultAt([...path, 'catch_up_window_s'], message, 'Choose a longer time, or delete catch_up.'));
    }
    return faults;
  });
}
