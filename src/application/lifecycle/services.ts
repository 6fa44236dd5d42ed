import type { DelayedRun } from '../../domain/accepted/delayed-run.js';
import type { Loop } from '../../domain/accepted/loop.js';
import type { CronScheduler } from '../../domain/cron/cron-scheduler.js';
import type { StopSource } from '../../domain/ports/stop-signal.js';
import type { AtScheduler } from '../../domain/schedule/at-scheduler.js';
import type { CommandMenu } from '../chat/command-menu.js';
import type { DeviceLogin } from '../chat/commands/auth/device-login.js';
import type { ReceiveUpdates } from '../chat/receive-updates.js';
import type { StartupBuffer } from '../chat/startup-buffer.js';
import type { SendFiles } from '../delivery/files/send-files.js';
import type { FollowChats } from '../delivery/follow-chats.js';
import type { KeptFinals } from '../delivery/kept-finals.js';
import type { Notifier } from '../delivery/notifier.js';
import type { ResultDelivery } from '../delivery/result-delivery.js';
import type { StoreReporter } from '../delivery/store-reporter.js';
import type { AdapterHost } from '../hosting/adapter-host.js';
import type { ChatBot, ChatBotSlice } from '../ports/chat/chat-bot.js';
import type { ControlDoor } from '../ports/config/control.js';
import type { AfterLive } from '../reload/after-live.js';
import type { ConfigHistory } from '../reload/config-history.js';
import type { ConfigReloader } from '../reload/config-reloader.js';
import type { FollowConfig } from '../reload/follow/follow-config.js';
import type { ReloadReporter } from '../reload/follow/reload-reporter.js';
import type { PermissionNotices } from '../reload/permission-notices.js';
import type { AskedMessages } from '../run/approval/asked-messages.js';
import type { WaitingRuns } from '../run/approval/waiting-runs.js';
import type { AtDue } from '../schedule/at-due.js';
import type { LoopDue } from '../schedule/loop-due.js';
import type { CronWatch } from '../triggers/cron-watch.js';
import type { EndPauses } from '../triggers/end-pauses.js';
import type { ForgetOldWork } from './forget-old-work.js';
import type { Greeting } from './greeting.js';
import type { ImportPythonState } from './import-python-state.js';
import type { RecoverWork } from './recover-work.js';
import type { Services } from './service.js';

/** Everything that begins with the program. */
export interface ServiceTools {
  readonly importPythonState: ImportPythonState;
  readonly askedMessages: AskedMessages;
  readonly waitingRuns: WaitingRuns;
  readonly bots: AdapterHost<ChatBotSlice, ChatBot>;
  readonly greeting: Greeting;
  readonly recoverWork: RecoverWork;
  readonly delayed: AtScheduler<DelayedRun>;
  readonly atDue: AtDue;
  readonly loops: AtScheduler<Loop>;
  readonly loopDue: LoopDue;
  readonly cronWatch: CronWatch;
  readonly crons: CronScheduler;
  readonly endPauses: EndPauses;
  readonly forgetOldWork: ForgetOldWork;
  readonly followChats: FollowChats;
  readonly keptFinals: KeptFinals;
  readonly outcomes: ResultDelivery;
  readonly sendFiles: SendFiles;
  readonly notices: Notifier;
  readonly permissionNotices: PermissionNotices;
  readonly afterLive: AfterLive;
  readonly configHistory: ConfigHistory;
  readonly reloader: ConfigReloader;
  readonly reloadReporter: ReloadReporter;
  readonly followConfig: FollowConfig;
  readonly menu: CommandMenu;
  readonly startupBuffer: StartupBuffer;
  readonly updates: ReceiveUpdates;
  readonly deviceLogin: DeviceLogin;
  readonly storeReporter: StoreReporter;
  readonly controlDoor: ControlDoor;
  readonly ending: StopSource;
}

/** The one list of what starts when a configuration is live, from first to last. */
export function servicesOf(tools: ServiceTools): Services {
  const { bots, greeting, permissionNotices, configHistory, reloader, reloadReporter, followConfig } = tools;
  return {
    recovery: [
      // Before anything is judged by the chat that it came from.
      { name: 'moved chats', start: () => tools.followChats.recall() },
      {
        name: 'Python state',
        start: ({ applied }) => tools.importPythonState.take(applied.generation),
      },
      {
        name: 'former questions',
        start: () => tools.askedMessages.endFormer(async () => (await bots.current()).channel),
      },
      { name: 'waiting runs', start: () => tools.waitingRuns.start() },
      // Before what waits for its time is taken up; both are stopped by the drain.
      { name: 'delayed runs', start: () => tools.delayed.start(tools.atDue) },
      { name: 'loops', start: () => tools.loops.start(tools.loopDue) },
      { name: 'restart wishes', start: () => greeting.readWishes() },
      { name: 'unfinished work', start: () => tools.recoverWork.run() },
    ],
    schedulers: [
      { name: 'trigger requests', stop: () => tools.ending.stop() },
      { name: 'cron watch', start: () => tools.cronWatch.start(), stop: () => tools.cronWatch.stop() },
      { name: 'crons', start: () => tools.crons.start() },
      { name: 'pauses', start: () => tools.endPauses.arm(), stop: () => tools.endPauses.stop() },
      { name: 'history', start: () => tools.forgetOldWork.start(), stop: () => tools.forgetOldWork.stop() },
    ],
    intake: [
      { name: 'logins', stop: () => void tools.deviceLogin.cancel() },
      {
        name: 'chat news',
        start: () => {
          tools.followChats.start(tools.notices, (chatId) => tools.keptFinals.reached(chatId));
          return tools.keptFinals.start(tools);
        },
      },
      {
        name: 'import report',
        start: ({ applied }) => tools.importPythonState.tell(applied.generation),
      },
      {
        // Not before earlier notices were taken up: these would be among them. On disk before what is told is what the
        // next start compares with.
        name: 'permission changes',
        start: async ({ beginning: { before, record }, applied: { generation, reading } }) => {
          await permissionNotices.ofRecord(record, generation);
          for (const former of before) await permissionNotices.afterStart(former, generation, reading);
        },
      },
      {
        name: 'configuration warnings',
        start: ({ applied }) => tools.afterLive.warn(applied.reading),
        stop: () => tools.afterLive.idle(),
      },
      { name: 'configuration history', start: ({ applied }) => configHistory.keep(applied) },
      {
        name: 'refused file',
        start: ({ applied }) => {
          if (reloader.refused !== null) reloadReporter.startedOnLastGood(reloader.refused, applied.generation);
        },
      },
      {
        // Before people can ask for a reload: both begin with what was applied.
        name: 'configuration file',
        start: ({ beginning, applied }) => followConfig.start(beginning.refused ?? applied.reading),
        stop: () => followConfig.stop(),
      },
      { name: 'menu', start: () => tools.menu.start() },
      { name: 'chat updates', start: () => tools.startupBuffer.open(tools.updates) },
      {
        name: 'held edit',
        start: ({ beginning: { held }, applied: { reading } }) => {
          if (held !== null && held !== reading) void followConfig.reload();
        },
      },
      { name: 'start message', start: (begun) => greeting.say(begun) },
      { name: 'store news', start: () => tools.storeReporter.start() },
      { name: 'control door', start: () => tools.controlDoor.open(), stop: () => tools.controlDoor.close() },
    ],
  };
}
