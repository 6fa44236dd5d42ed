import { PinoJournal } from '../../adapters/journal/pino-journal.js';
import type { LogSettings } from '../../application/values/config/program-settings.js';
import { ROOT_FIX, ROOT_WARNING } from '../../application/wording/health/root-warning.js';
import type { Clock } from '../../domain/ports/clock.js';
import { isRoot } from '../cli/is-root.js';
import type { Launch } from '../cli/launch.js';

/** The log of this process, which also gets what nobody caught and is whole at the exit. */
export function openJournal(log: LogSettings, clock: Clock, environment: Launch['environment']): PinoJournal {
  const journal = new PinoJournal(log, { clock, colours: !environment['NO_COLOR'] });
  process.on('exit', () => journal.flush());
  // A fault in one corner must not cost the runs in all others; it is in the log, with its cause.
  process.on('unhandledRejection', (cause) => journal.record({ name: 'program.fault', level: 'error', cause }));
  if (isRoot()) journal.record({ name: 'program.root', level: 'warn', data: { warning: ROOT_WARNING, fix: ROOT_FIX } });
  return journal;
}
