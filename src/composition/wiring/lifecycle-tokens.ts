import type { Restart } from '../../application/chat/commands/restart/restart-wish.js';
import type { FollowChats } from '../../application/delivery/follow-chats.js';
import type { KeptFinals } from '../../application/delivery/kept-finals.js';
import type { StoreReporter } from '../../application/delivery/store-reporter.js';
import type { HealthCheck } from '../../application/health/health-check.js';
import type { ReportToServiceManager } from '../../application/health/report-to-service-manager.js';
import type { Drain } from '../../application/lifecycle/drain.js';
import type { ForgetOldWork } from '../../application/lifecycle/forget-old-work.js';
import type { ForgetStaged } from '../../application/lifecycle/forget-staged.js';
import type { Greeting } from '../../application/lifecycle/greeting.js';
import type { ImportPythonState } from '../../application/lifecycle/import-python-state.js';
import type { MissedWorkReporter } from '../../application/lifecycle/missed-work-reporter.js';
import type { Program } from '../../application/lifecycle/program.js';
import type { RecoverWork } from '../../application/lifecycle/recover-work.js';
import type { Services } from '../../application/lifecycle/service.js';
import type { SuspectRows } from '../../application/lifecycle/suspect-rows.js';
import type { UnreadableWork } from '../../application/lifecycle/unreadable-work.js';
import type { ConnectivityListener } from '../../application/ports/chat/connectivity-listener.js';
import { token } from './token.js';

/** How the program begins, how it is, and how it ends. */
export const lifecycleTokens = {
  missed: token<MissedWorkReporter>('missed'),
  hearing: token<ConnectivityListener>('hearing'),
  healthCheck: token<HealthCheck>('healthCheck'),
  suspectRows: token<SuspectRows>('suspectRows'),
  recoverWork: token<RecoverWork>('recoverWork'),
  drain: token<Drain>('drain'),
  followChats: token<FollowChats>('followChats'),
  keptFinals: token<KeptFinals>('keptFinals'),
  importPythonState: token<ImportPythonState>('importPythonState'),
  forgetStaged: token<ForgetStaged>('forgetStaged'),
  forgetOldWork: token<ForgetOldWork>('forgetOldWork'),
  restart: token<Restart>('restart'),
  serviceReport: token<ReportToServiceManager>('serviceReport'),
  unreadableWork: token<UnreadableWork>('unreadableWork'),
  greeting: token<Greeting>('greeting'),
  services: token<Services>('services'),
  storeReporter: token<StoreReporter>('storeReporter'),
  program: token<Program>('program'),
} as const;
