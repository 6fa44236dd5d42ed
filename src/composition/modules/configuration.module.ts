import { ContainerModule } from 'inversify';
import { AdapterHost } from '../../application/hosting/adapter-host.js';
import { botPart } from '../../application/reload/bot-part.js';
import { ConfigHistory } from '../../application/reload/config-history.js';
import { ConfigReloader } from '../../application/reload/config-reloader.js';
import { cronPart } from '../../application/reload/cron-part.js';
import { EditConfig } from '../../application/reload/edit-config.js';
import { FollowConfig } from '../../application/reload/follow/follow-config.js';
import { ReloadReporter } from '../../application/reload/follow/reload-reporter.js';
import { ConfigDiff } from '../../application/reload/history/config-diff.js';
import { Rollback } from '../../application/reload/history/rollback.js';
import { PendingReload } from '../../application/reload/hold/pending-reload.js';
import { PermissionNotices } from '../../application/reload/permission-notices.js';
import { serverPart } from '../../application/reload/server-part.js';
import { Generations } from '../../application/values/generation.js';
import { StopSource } from '../../domain/ports/stop-signal.js';
import { build, construct, provide } from '../wiring/token.js';
import { T, the } from '../wiring/tokens.js';

/** The configuration in force and what it changes. */
export const configurationModule = new ContainerModule((options) => {
  construct(options, T.editConfig, EditConfig, T.configText, T.configEditor);
  construct(options, T.ending, StopSource);
  construct(options, T.generations, Generations);
  construct(options, T.bots, AdapterHost, T.botKind, T.alarm, T.journal, T.clock);
  construct(options, T.servers, AdapterHost, T.httpKind, T.alarm, T.journal, T.clock);
  provide(
    options,
    T.reloader,
    [T.generations, T.bots, T.servers, T.crons, T.extraParts, T.enginesOf, T.journal, T.clock],
    (generations, bots, servers, crons, extra, enginesOf, journal, clock) => {
      const parts = [botPart(bots), serverPart(servers), cronPart(crons, generations), ...extra];
      return new ConfigReloader(generations, parts, enginesOf, journal, clock);
    },
  );
  construct(options, T.holdDesk, PendingReload, T.bots, T.tokens, T.journal);
  provide(
    options,
    T.followConfig,
    [
      T.configSource,
      T.configWatch,
      T.reloader,
      T.holdDesk,
      T.generations,
      T.keepGoodFiles,
      T.tellReloads,
      T.wideningNotices,
      T.clock,
      T.alarm,
      T.journal,
      T.serviceReport,
    ],
    (
      source,
      watch,
      reloader,
      desk,
      generations,
      goodFiles,
      tell,
      wideningNotices,
      clock,
      alarm,
      journal,
      serviceReport,
    ) => {
      const outcome = { goodFiles, tell, wideningNotices, clock, alarm, journal, serviceReport };
      return new FollowConfig({ source, watch, reloader, desk, generations, ...outcome });
    },
  );
  provide(
    options,
    T.keepGoodFiles,
    [T.goodFiles, T.goodCopy, T.clock, T.journal],
    (files, copy, clock, journal) => new ConfigHistory([files, copy], clock, journal),
  );
  build(options, T.tellReloads, ReloadReporter, the('generations', 'notices', 'calendar', 'clock', 'alarm'));
  build(options, T.wideningNotices, PermissionNotices, {
    ...the('notices', 'clock', 'alarm', 'journal'),
    times: T.calendar,
  });
  build(options, T.takeBack, Rollback, {
    ...the('reloader'),
    source: T.configSource,
    text: T.configText,
    files: T.goodFiles,
    keeping: T.keepGoodFiles,
    follow: T.followConfig,
  });
  construct(options, T.configDiff, ConfigDiff, T.configSource, T.goodFiles, T.reloader);
});
