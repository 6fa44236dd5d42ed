import { join } from 'node:path';
import { ContainerModule } from 'inversify';
import { CronstrueScheduleWords } from '../../../adapters/cron/cronstrue-schedule-words.js';
import { IntlCronCalendar } from '../../../adapters/cron/intl-cron-calendar.js';
import { DenyGlobs } from '../../../adapters/files/deny-globs.js';
import { DiskGitExclude } from '../../../adapters/git/disk-git-exclude.js';
import { GitRunChanges } from '../../../adapters/git/git-run-changes.js';
import { GitWorktrees } from '../../../adapters/git/git-worktrees.js';
import type { PinoJournal } from '../../../adapters/journal/pino-journal.js';
import type { PrometheusMetrics } from '../../../adapters/metrics/prometheus-metrics.js';
import { UndiciOutbound } from '../../../adapters/net/undici-outbound.js';
import { ChronoSpokenTimes } from '../../../adapters/spoken-times/chrono-spoken-times.js';
import { LifeFile } from '../../../adapters/system/life-file.js';
import { NodeByteCodec } from '../../../adapters/system/node-byte-codec.js';
import { NodeLoopTurns } from '../../../adapters/system/node-loop-turns.js';
import { NodeMachine } from '../../../adapters/system/node-machine.js';
import { ProcessEnvironment } from '../../../adapters/system/process-environment.js';
import { RandomTokenSource } from '../../../adapters/system/random-token-source.js';
import { JournalTee } from '../../../application/concurrency/journal-tee.js';
import type { NameGlob } from '../../../application/ports/system/file-vault.js';
import type { ServiceManager } from '../../../application/ports/system/service-manager.js';
import type { Alarm } from '../../../domain/ports/alarm.js';
import type { Clock } from '../../../domain/ports/clock.js';
import { logPart } from '../../wiring/log-part.js';
import { build, construct, provide, supply } from '../../wiring/token.js';
import { T, the } from '../../wiring/tokens.js';

/** What exists before the container does. */
export interface SystemParts {
  readonly clock: Clock;
  readonly alarm: Alarm;
  readonly journal: PinoJournal;
  readonly metrics: PrometheusMetrics;
  /** Where runs without a project work. */
  readonly homeDirectory: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly service: ServiceManager;
  /** Where the sign of life is. */
  readonly stateDirectory: string;
}

/** Time, time zones, chance, the log, the numbers, git, the way out and the service manager. */
export function systemModule(parts: SystemParts): ContainerModule {
  const { clock, alarm, journal, metrics, homeDirectory, environment, service, stateDirectory } = parts;
  return new ContainerModule((options) => {
    supply(options, T.clock, clock);
    supply(options, T.alarm, alarm);
    construct(options, T.loopTurns, NodeLoopTurns);
    supply(options, T.journal, new JournalTee(journal, metrics));
    supply(options, T.metrics, metrics);
    supply(options, T.service, service);
    supply(options, T.environment, new ProcessEnvironment(environment));
    construct(options, T.codec, NodeByteCodec);
    construct(options, T.machine, NodeMachine);
    supply(options, T.lifeSign, new LifeFile(join(stateDirectory, 'alive'), alarm, clock));
    supply(options, T.homeDirectory, homeDirectory);
    supply(options, T.extraParts, [logPart(journal)]);
    construct(options, T.calendar, IntlCronCalendar);
    construct(options, T.scheduleWords, CronstrueScheduleWords);
    construct(options, T.spokenTimes, ChronoSpokenTimes);
    construct(options, T.tokens, RandomTokenSource);
    provide(options, T.worktrees, [], () => new GitWorktrees(alarm, environment));
    provide(options, T.gitExclude, [], () => new DiskGitExclude(alarm, environment));
    provide(options, T.runChanges, [], () => {
      const denying = (globs: readonly NameGlob[]) => {
        const names = new DenyGlobs(globs);
        return (path: string) => names.denying(path) !== null;
      };
      return new GitRunChanges({ clock, alarm, environment, directory: join(stateDirectory, 'changes'), denying });
    });
    build(options, T.outbound, UndiciOutbound, the('alarm'));
  });
}
