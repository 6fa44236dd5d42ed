import { ContainerModule } from 'inversify';
import { Retrier } from '../../application/concurrency/retrier.js';
import { AdapterHost } from '../../application/hosting/adapter-host.js';
import { HostStatus } from '../../application/hosting/host-status.js';
import { AfterLive } from '../../application/reload/after-live.js';
import { botPart } from '../../application/reload/bot-part.js';
import { ConfigHistory } from '../../application/reload/config-history.js';
import { ConfigReloader } from '../../application/reload/config-reloader.js';
import { ConfigStatus } from '../../application/reload/config-status.js';
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
import { ChatMoves } from '../../domain/chat/chat-moves.js';
import { StopSource } from '../../domain/ports/stop-signal.js';
import { build, construct, provideFrom } from '../wiring/token.js';
import { T, the } from '../wiring/tokens.js';

/** The configuration in force and what it changes. */
export const configurationModule = new ContainerModule((options) => {
  construct(options, T.editConfig, EditConfig, T.configText, T.configEditor);
  construct(options, T.ending, StopSource);
  construct(options, T.retrier, Retrier, T.alarm, T.ending);
  construct(options, T.generations, Generations);
  construct(options, T.chatMoves, ChatMoves);
  construct(options, T.botStatus, HostStatus, T.clock);
  construct(options, T.serverStatus, HostStatus, T.clock);
  construct(options, T.configStatus, ConfigStatus, T.clock);
  build(options, T.bots, AdapterHost, { ...the('alarm', 'journal'), kind: T.botKind, status: T.botStatus });
  build(options, T.servers, AdapterHost, { ...the('alarm', 'journal'), kind: T.httpKind, status: T.serverStatus });
  provideFrom(
    options,
    T.reloader,
    ({ bots, servers, crons, extraParts, loopTurns, ...tools }) => {
      const following = cronPart(crons, tools.generations, loopTurns);
      const parts = [botPart(bots), serverPart(servers), following, ...extraParts];
      return new ConfigReloader({ ...tools, parts });
    },
    {
      ...the('generations', 'bots', 'servers', 'crons', 'extraParts', 'loopTurns', 'enginesOf', 'journal', 'clock'),
      status: T.configStatus,
      moves: T.chatMoves,
    },
  );
  construct(options, T.pendingReload, PendingReload, T.bots, T.tokens, T.journal);
  build(options, T.followConfig, FollowConfig, {
    ...the('reloader', 'generations', 'permissionNotices', 'afterLive', 'clock', 'alarm', 'journal', 'serviceReport'),
    source: T.configSource,
    watch: T.configWatch,
    desk: T.pendingReload,
    goodFiles: T.configHistory,
    tell: T.reloadReporter,
  });
  provideFrom(
    options,
    T.configHistory,
    ({ goodFiles, goodCopy, ...tools }) => new ConfigHistory({ ...tools, places: [goodFiles, goodCopy] }),
    the('goodFiles', 'goodCopy', 'clock', 'journal', 'loopTurns'),
  );
  construct(options, T.afterLive, AfterLive, T.loopTurns, T.journal);
  build(
    options,
    T.reloadReporter,
    ReloadReporter,
    the('generations', 'notices', 'calendar', 'scheduleWords', 'clock', 'alarm'),
  );
  build(options, T.permissionNotices, PermissionNotices, {
    ...the('notices', 'clock', 'alarm', 'journal'),
    times: T.calendar,
  });
  build(options, T.takeBack, Rollback, {
    ...the('reloader'),
    source: T.configSource,
    text: T.configText,
    files: T.goodFiles,
    keeping: T.configHistory,
    follow: T.followConfig,
  });
  construct(options, T.configDiff, ConfigDiff, T.configSource, T.goodFiles, T.reloader);
});
