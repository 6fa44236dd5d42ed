import { Key, OptionalTable } from '../keys/key.js';
import { flag } from '../kinds/flag.js';
import { strictInteger } from '../kinds/number.js';
import { choice, text } from '../kinds/text.js';
import { cronSchedule, moment, timeZone } from '../kinds/time.js';
import { becomes, changedUnlessUnset, raised, towards, turnedOff } from '../verdicts/verdicts.js';
import { FetchDto } from './fetch-dto.js';
import { TriggerDto } from './trigger-dto.js';

/** `[[triggers.crons]]`. */
export class CronDto extends TriggerDto {
  @Key(cronSchedule(), 'When to run; exactly one of `schedule` and `at` is needed.', {
    live: 'retune',
    widens: 'never',
  })
  schedule: string | null = null;

  @Key(moment(), 'The one instant to run at; implies `run_once`.', { live: 'retune', widens: 'never' })
  at: string | null = null;

  @Key(timeZone(), 'The time zone of the schedule.', {
    defaultText: '`triggers.default_timezone`',
    live: 'retune',
    widens: 'never',
  })
  timezone: string | null = null;

  @Key(text(), 'The prompt, as it is; this or `prompt_template` is needed for `agent_run`.', {
    widens: changedUnlessUnset,
  })
  prompt: string | null = null;

  @Key(flag(), 'Run at the next instant of the schedule only.', { widens: turnedOff })
  run_once = false;

  @Key(
    choice('none', 'once', 'all'),
    'What to do about instants that were missed: run none, the latest, or each of them.',
    { widens: towards('none', 'once', 'all') },
  )
  catch_up: 'none' | 'once' | 'all' = 'none';

  @Key(strictInteger({ min: 0 }), 'Seconds after which a missed instant is only told.', { widens: raised })
  catch_up_window_s = 86_400;

  @Key(choice('skip', 'queue', 'replace', 'allow'), 'What to do while the previous run of this cron is still going.', {
    widens: becomes('allow'),
  })
  overlap: 'skip' | 'queue' | 'replace' | 'allow' = 'skip';

  @Key(
    strictInteger({ min: 0, max: 3600 }),
    'Seconds by which a run is put off at most: spread evenly, and the same each time for one instant.',
    { live: 'retune', widens: 'never' },
  )
  jitter_s = 0;

  @OptionalTable(FetchDto, 'Data that is fetched before the prompt is made.')
  fetch: FetchDto | null = null;
}
