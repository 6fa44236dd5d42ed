import { cronComplaint } from '../../application/wording/schedule/cron-complaint.js';
import { scheduleDoubtText } from '../../application/wording/schedule/schedule-doubt-text.js';
import type { CronCalendar } from '../../domain/cron/cron-calendar.js';
import type { Draft } from './draft.js';
import { type Fault, faultAt } from './faults/fault.js';
import { BadPlaces } from './rules/rule.js';
import type { Path } from './toml/tree.js';

/** The draft with what is to be said of the schedules of its crons, which are well formed. */
export async function judgeSchedules(draft: Draft, schedules: Pick<CronCalendar, 'judge'> | undefined): Promise<Draft> {
  const written = schedulesIn(draft);
  if (schedules === undefined || written.length === 0) return draft;
  const verdicts = await schedules.judge(written.map(({ schedule }) => schedule));
  const [faults, warnings]: [Fault[], Fault[]] = [[], []];
  for (const [index, { path }] of written.entries()) {
    const { problem = null, doubts = [] } = verdicts[index] ?? {};
    const at = ({ message, hint }: { readonly message: string; readonly hint: string }) => faultAt(path, message, hint);
    if (problem !== null) faults.push(at(cronComplaint(problem)));
    warnings.push(...doubts.map((doubt) => at(scheduleDoubtText(doubt))));
  }
  return { ...draft, faults: [...draft.faults, ...faults], warnings: [...draft.warnings, ...warnings] };
}

function schedulesIn({ dto, malformed }: Draft): readonly { readonly schedule: string; readonly path: Path }[] {
  const bad = new BadPlaces(malformed);
  return dto.triggers.crons.flatMap(({ schedule }, index) => {
    const path = ['triggers', 'crons', index, 'schedule'];
    return schedule === null || bad.has(path) ? [] : [{ schedule, path }];
  });
}
