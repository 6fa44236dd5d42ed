import { ContainerModule } from 'inversify';
import { Restart } from '../../application/chat/commands/restart/restart-wish.js';
import { FollowChats } from '../../application/delivery/follow-chats.js';
import { KeptFinals } from '../../application/delivery/kept-finals.js';
import { StoreReporter } from '../../application/delivery/store-reporter.js';
import { TellUnsendable } from '../../application/delivery/tell-unsendable.js';
import { AnswerControl } from '../../application/health/answer-control.js';
import { HealthCheck } from '../../application/health/health-check.js';
import { ReportToServiceManager } from '../../application/health/report-to-service-manager.js';
import { TellOutages } from '../../application/health/tell-outages.js';
import { Drain } from '../../application/lifecycle/drain.js';
import { ForgetOldWork } from '../../application/lifecycle/forget-old-work.js';
import { ForgetStaged } from '../../application/lifecycle/forget-staged.js';
import { Greeting } from '../../application/lifecycle/greeting.js';
import { ImportPythonState } from '../../application/lifecycle/import-python-state.js';
import { MissedWorkReporter } from '../../application/lifecycle/missed-work-reporter.js';
import { Program } from '../../application/lifecycle/program.js';
import { RecoverWork } from '../../application/lifecycle/recover-work.js';
import { servicesOf } from '../../application/lifecycle/services.js';
import { SuspectParcels } from '../../application/lifecycle/suspect-parcels.js';
import { SuspectRows } from '../../application/lifecycle/suspect-rows.js';
import { TakeOverEarlier } from '../../application/lifecycle/take-over-earlier.js';
import { UnreadableWork } from '../../application/lifecycle/unreadable-work.js';
import { build, construct, provideFrom } from '../wiring/token.js';
import { T, the } from '../wiring/tokens.js';

/** Beginning where the last process stopped, how things are meanwhile, and ending without losing anything. */
export const lifecycleModule = new ContainerModule((options) => {
  construct(options, T.missed, MissedWorkReporter, T.generations, T.notices, T.clock);
  build(options, T.suspectRows, SuspectRows, { ...the('missed', 'alarm', 'journal'), hands: T.rowsInHand });
  provideFrom(
    options,
    T.suspectParcels,
    ({ generations, notices, keptTexts, alarm, journal }) => {
      const unsendable = new TellUnsendable(generations, notices, keptTexts);
      return new SuspectParcels({ unsendable, alarm, journal });
    },
    the('generations', 'notices', 'keptTexts', 'alarm', 'journal'),
  );
  build(options, T.unreadableWork, UnreadableWork, {
    ...the('inbox', 'outgoing', 'preferences', 'notices', 'generations', 'clock', 'journal'),
    book: T.runStore,
    texts: T.keptTexts,
    times: T.calendar,
  });
  construct(options, T.forgetStaged, ForgetStaged, T.fileVault, T.keptFinalsStore, T.journal);
  build(options, T.recoverWork, RecoverWork, {
    ...the(
      'inbox',
      'outgoing',
      'bots',
      'generations',
      'outcomes',
      'sendFiles',
      'handOutFiles',
      'forgetStaged',
      'records',
      'notices',
      'missed',
      'suspectParcels',
      'updates',
      'webhooks',
      'offered',
      'answered',
      'delayed',
      'loops',
      'cronDue',
      'clock',
      'alarm',
      'journal',
    ),
    book: T.runStore,
    suspects: T.suspectRows,
    unreadable: T.unreadableWork,
    gate: T.startupBuffer,
  });
  construct(options, T.hearing, TellOutages, T.generations, T.clock);
  build(options, T.healthCheck, HealthCheck, {
    ...the('bots', 'botStatus', 'serverStatus', 'generations', 'configStatus', 'dispatcher', 'delayed', 'backlog'),
    ...the('storePlace', 'gate', 'clock', 'turnedAway'),
    pending: T.pendingReload,
    chats: T.chatStore,
  });
  build(
    options,
    T.control,
    AnswerControl,
    the('followConfig', 'generations', 'healthCheck', 'journal', 'clock', 'ownProcess'),
  );
  provideFrom(
    options,
    T.importPythonState,
    ({ inbox, sessions, preferences, fired, homeDirectory, ...tools }) => {
      const takeOver = new TakeOverEarlier({ inbox, sessions, preferences, fired, homeDirectory });
      return new ImportPythonState({ ...tools, takeOver });
    },
    {
      ...the('inbox', 'sessions', 'preferences', 'fired', 'homeDirectory', 'checkpoints', 'bots', 'notices', 'journal'),
      earlier: T.pythonState,
    },
  );
  build(options, T.followChats, FollowChats, {
    ...the('chatStore', 'messages', 'sessions', 'preferences', 'generations', 'journal'),
    known: T.chatMoves,
  });
  build(options, T.keptFinals, KeptFinals, {
    ...the('clock', 'journal'),
    store: T.keptFinalsStore,
    vault: T.fileVault,
    chats: T.followChats,
  });
  build(options, T.forgetOldWork, ForgetOldWork, {
    ...the('finishedWork', 'keptFinals', 'generations', 'clock', 'alarm', 'journal'),
    changes: T.runChanges,
  });
  build(
    options,
    T.drain,
    Drain,
    the(
      'dispatcher',
      'delayed',
      'loops',
      'crons',
      'updates',
      'webhooks',
      'outcomes',
      'sendFiles',
      'notices',
      'bots',
      'alarm',
      'journal',
    ),
  );
  construct(options, T.restart, Restart, T.inbox);
  build(
    options,
    T.serviceReport,
    ReportToServiceManager,
    the('service', 'bots', 'dispatcher', 'generations', 'configStatus', 'clock', 'alarm', 'journal'),
  );
  build(options, T.greeting, Greeting, {
    ...the('bots', 'inbox', 'healthCheck', 'lifeSign', 'recoverWork', 'clock', 'journal', 'ownProcess'),
    times: T.calendar,
  });
  build(options, T.storeReporter, StoreReporter, the('storePlace', 'notices', 'generations'));
  provideFrom(options, T.services, servicesOf, {
    ...the(
      'importPythonState',
      'askedMessages',
      'waitingRuns',
      'bots',
      'greeting',
      'recoverWork',
      'cronWatch',
      'crons',
      'endPauses',
    ),
    ...the('delayed', 'atDue', 'loops', 'loopDue'),
    ...the(
      'forgetOldWork',
      'followChats',
      'keptFinals',
      'outcomes',
      'sendFiles',
      'notices',
      'permissionNotices',
      'afterLive',
      'configHistory',
      'reloader',
      'reloadReporter',
    ),
    ...the('followConfig', 'menu', 'startupBuffer', 'updates', 'deviceLogin', 'ending'),
    ...the('storeReporter', 'controlDoor'),
  });
  build(options, T.program, Program, {
    ...the('serviceReport', 'gate', 'reloader', 'services', 'drain', 'servers', 'bots', 'journal'),
    ...the('followConfig', 'restart', 'lifeSign'),
  });
});
