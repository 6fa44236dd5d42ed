import type { AdapterHost } from '../../application/hosting/adapter-host.js';
import type { HostStatus } from '../../application/hosting/host-status.js';
import type { ChatBot, ChatBotSlice } from '../../application/ports/chat/chat-bot.js';
import type { ControlApi } from '../../application/ports/config/control.js';
import type { HttpApi, ServerSlice } from '../../application/ports/http/http-server.js';
import type { AfterLive } from '../../application/reload/after-live.js';
import type { ConfigHistory } from '../../application/reload/config-history.js';
import type { ConfigReloader } from '../../application/reload/config-reloader.js';
import type { ConfigStatus } from '../../application/reload/config-status.js';
import type { EditConfig } from '../../application/reload/edit-config.js';
import type { FollowConfig } from '../../application/reload/follow/follow-config.js';
import type { ReloadReporter } from '../../application/reload/follow/reload-reporter.js';
import type { ConfigDiff } from '../../application/reload/history/config-diff.js';
import type { Rollback } from '../../application/reload/history/rollback.js';
import type { PendingReload } from '../../application/reload/hold/pending-reload.js';
import type { PermissionNotices } from '../../application/reload/permission-notices.js';
import type { Generations } from '../../application/values/generation.js';
import type { ChatMoves } from '../../domain/chat/chat-moves.js';
import { token } from './token.js';

/** Configurations: how they are read, applied, held and reported. */
export const configurationTokens = {
  generations: token<Generations>('generations'),
  chatMoves: token<ChatMoves>('chatMoves'),
  bots: token<AdapterHost<ChatBotSlice, ChatBot>>('bots'),
  servers: token<AdapterHost<ServerSlice, HttpApi>>('servers'),
  botStatus: token<HostStatus>('botStatus'),
  serverStatus: token<HostStatus>('serverStatus'),
  configStatus: token<ConfigStatus>('configStatus'),
  reloader: token<ConfigReloader>('reloader'),
  control: token<ControlApi>('control'),
  pendingReload: token<PendingReload>('pendingReload'),
  afterLive: token<AfterLive>('afterLive'),
  configHistory: token<ConfigHistory>('configHistory'),
  reloadReporter: token<ReloadReporter>('reloadReporter'),
  followConfig: token<FollowConfig>('followConfig'),
  permissionNotices: token<PermissionNotices>('permissionNotices'),
  takeBack: token<Rollback>('takeBack'),
  configDiff: token<ConfigDiff>('configDiff'),
  editConfig: token<EditConfig>('editConfig'),
} as const;
