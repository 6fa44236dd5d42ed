import { cronComplaint } from '../../application/triggers/cron-complaint.js';
import type { CronCalendar } from '../../domain/ports/cron-calendar.js';
import type { Draft } from './draft.js';
import { type Fault, faultAt } from './fault.js';
import { BadPlaces } from './rules/rule.js';
import type { Path } from './toml/tree.js';

/** Why schedules of crons can't be used although they are well formed. */
export async function scheduleFaults(
  { dto, malformed }: Draft,
  schedules: Pick<CronCalendar, 'judge'> | undefined,
): Promise<readonly Fault[]> {
  const bad = new BadPlaces(malformed);
  const written = dto.triggers.crons.flatMap(({ schedule }, index): { schedule: string; path: Path }[] => {
    const path = ['triggers', 'crons', index, 'schedule'];
    return schedule === null || bad.has(path) ? [] : [{ schedule, path }];
  });
  if (schedules === undefined || written.length === 0) return [];
  const problems = await schedules.judge(written.map(({ schedule }) => schedule));
  return written.flatMap(({ path }, index) => {
    const problem = problems[index] ?? null;
    if (problem === null) return [];
    const { message, mend } = cronComplaint(problem);
    return [faultAt(path, message, mend)];
  });
}
