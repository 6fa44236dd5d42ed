import { ContainerModule } from 'inversify';
import { Restart } from '../../application/chat/commands/restart/restart-wish.js';
import { FollowChats } from '../../application/delivery/follow-chats.js';
import { StoreReporter } from '../../application/delivery/store-reporter.js';
import { TellUnsendable } from '../../application/delivery/tell-unsendable.js';
import { AnswerControl } from '../../application/health/answer-control.js';
import { HealthCheck } from '../../application/health/health-check.js';
import { ReportToServiceManager } from '../../application/health/report-to-service-manager.js';
import { TellOutages } from '../../application/health/tell-outages.js';
import { VitalsDesk } from '../../application/health/vitals-desk.js';
import { Drain } from '../../application/lifecycle/drain.js';
import { ForgetOldWork } from '../../application/lifecycle/forget-old-work.js';
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
import { build, construct, provide, provideFrom } from '../wiring/token.js';
import { T, the } from '../wiring/tokens.js';

/** Beginning where the last process stopped, how things are meanwhile, and ending without losing anything. */
export const lifecycleModule = new ContainerModule((options) => {
  construct(options, T.missed, MissedWorkReporter, T.generations, T.notices, T.clock);
  build(options, T.suspectRows, SuspectRows, { ...the('missed', 'alarm', 'journal'), hands: T.rowsInHand });
  provide(
    options,
    T.suspectParcels,
    [T.generations, T.notices, T.keptTexts, T.alarm, T.journal],
    (generations, notices, texts, alarm, journal) => {
      const unsendable = new TellUnsendable(generations, notices, texts);
      return new SuspectParcels({ unsendable, alarm, journal });
    },
  );
  build(options, T.unreadableWork, UnreadableWork, {
    ...the('inbox', 'outgoing', 'notices', 'generations', 'clock', 'journal'),
    book: T.runBook,
    texts: T.keptTexts,
    times: T.calendar,
  });
  build(options, T.takeUpWork, RecoverWork, {
    ...the(
      'inbox',
      'outgoing',
      'bots',
      'generations',
      'outcomes',
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
    book: T.runBook,
    suspects: T.suspectRows,
    unreadable: T.unreadableWork,
    gate: T.intakeGate,
  });
  construct(options, T.hearing, TellOutages, T.generations, T.clock);
  construct(options, T.vitalsDesk, VitalsDesk);
  provide(
    options,
    T.vitals,
    [
      T.bots,
      T.servers,
      T.generations,
      T.reloader,
      T.holdDesk,
      T.dispatcher,
      T.delayed,
      T.backlog,
      T.chatBook,
      T.storePlace,
      T.gate,
      T.clock,
      T.turnedAway,
    ],
    (
      bots,
      servers,
      generations,
      reloader,
      desk,
      dispatcher,
      delayed,
      backlog,
      chatBook,
      storePlace,
      gate,
      clock,
      turnedAway,
    ) => {
      const watched = { bots, servers, generations, reloader, desk, dispatcher, delayed, backlog, chatBook };
      return new HealthCheck({ ...watched, storePlace, gate, clock, turnedAway });
    },
  );
  build(
    options,
    T.control,
    AnswerControl,
    the('followConfig', 'generations', 'vitals', 'journal', 'clock', 'ownProcess'),
  );
  provide(
    options,
    T.importEarlierState,
    [
      T.earlierState,
      T.inbox,
      T.sessions,
      T.preferences,
      T.fired,
      T.homeDirectory,
      T.milestones,
      T.bots,
      T.notices,
      T.journal,
    ],
    (earlier, inbox, sessions, preferences, fired, homeDirectory, milestones, bots, notices, journal) => {
      const takeOver = new TakeOverEarlier({ inbox, sessions, preferences, fired, homeDirectory });
      return new ImportPythonState({ earlier, takeOver, milestones, bots, notices, journal });
    },
  );
  construct(options, T.followChats, FollowChats, T.chatBook, T.messages, T.generations, T.journal);
  construct(options, T.forgetOldWork, ForgetOldWork, T.finishedWork, T.generations, T.clock, T.alarm, T.journal);
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
    the('service', 'bots', 'dispatcher', 'generations', 'reloader', 'clock', 'alarm', 'journal'),
  );
  build(options, T.greeting, Greeting, the('bots', 'inbox', 'vitals', 'journal', 'ownProcess'));
  build(options, T.storeReporter, StoreReporter, the('storePlace', 'notices', 'generations'));
  provideFrom(options, T.services, servicesOf, {
    ...the('importEarlierState', 'askedMessages', 'bots', 'greeting', 'takeUpWork', 'cronWatch', 'crons', 'endPauses'),
    ...the('forgetOldWork', 'followChats', 'notices', 'wideningNotices', 'keepGoodFiles', 'reloader', 'tellReloads'),
    ...the('followConfig', 'menu', 'intakeGate', 'updates', 'deviceLogin', 'ending'),
    ...the('storeReporter', 'controlDoor'),
  });
  build(options, T.program, Program, {
    ...the('serviceReport', 'gate', 'reloader', 'services', 'drain', 'servers', 'bots', 'journal'),
    ...the('followConfig', 'restart'),
  });
});
