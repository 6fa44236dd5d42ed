import { ContainerModule } from 'inversify';
import { AskAgainButton } from '../../application/chat/buttons/ask-again-button.js';
import { CancelButton } from '../../application/chat/buttons/cancel-button.js';
import { HeldButton } from '../../application/chat/buttons/held-button.js';
import { OfferButton } from '../../application/chat/buttons/offer-button.js';
import { ReceiveButton } from '../../application/chat/buttons/receive-button.js';
import { RequestButton } from '../../application/chat/buttons/request-button.js';
import { RunMissedButton } from '../../application/chat/buttons/run-missed-button.js';
import { TakeBackButton } from '../../application/chat/buttons/take-back-button.js';
import { AtCommand } from '../../application/chat/commands/at/at.js';
import { DropDelayedButton } from '../../application/chat/commands/at/drop-delayed-button.js';
import { DropListedButton } from '../../application/chat/commands/at/drop-listed-button.js';
import { AuthCommand } from '../../application/chat/commands/auth/auth.js';
import { CancelLoginButton } from '../../application/chat/commands/auth/cancel-login-button.js';
import { CancelCommand } from '../../application/chat/commands/cancel.js';
import { ChoiceCommand } from '../../application/chat/commands/choices/choice.js';
import { ChoiceButton } from '../../application/chat/commands/choices/choice-button.js';
import type { Command } from '../../application/chat/commands/command.js';
import { CommandTable } from '../../application/chat/commands/command-table.js';
import { CommandTask } from '../../application/chat/commands/command-task.js';
import { ConfigCommand } from '../../application/chat/commands/config/config.js';
import { RollbackCommand } from '../../application/chat/commands/config/rollback.js';
import { ContinueCommand } from '../../application/chat/commands/continue.js';
import { CronCommand } from '../../application/chat/commands/cron.js';
import { CtxCommand } from '../../application/chat/commands/ctx.js';
import { HealthCommand } from '../../application/chat/commands/health.js';
import { HelpCommand } from '../../application/chat/commands/help.js';
import { DropLoopButton } from '../../application/chat/commands/loops/drop-loop-button.js';
import { LoopsCommand } from '../../application/chat/commands/loops/loops.js';
import { NewCommand } from '../../application/chat/commands/new.js';
import { PingCommand } from '../../application/chat/commands/ping.js';
import { ReloadCommand } from '../../application/chat/commands/reload.js';
import { RestartCommand } from '../../application/chat/commands/restart/restart.js';
import { StatsCommand } from '../../application/chat/commands/stats.js';
import { ThreadsCommand } from '../../application/chat/commands/threads/threads.js';
import { ThreadsButton } from '../../application/chat/commands/threads/threads-button.js';
import { TriggersCommand } from '../../application/chat/commands/triggers/triggers.js';
import { TriggersButton } from '../../application/chat/commands/triggers/triggers-button.js';
import { QuestionButton } from '../../application/chat/question-button.js';
import { StartupBuffer } from '../../application/chat/startup-buffer.js';
import { EffectivePreferences } from '../../application/preferences/effective-preferences.js';
import { RunOffered } from '../../application/run/run-offered.js';
import { provide } from '../wiring/token.js';
import { T } from '../wiring/tokens.js';

/** Everything that is asked in a chat or pressed there: commands, buttons, delays, offers. */
export const intakeModule = new ContainerModule((options) => {
  provide(options, T.intakeGate, [], () => new StartupBuffer());
  provide(options, T.effectivePreferences, [T.preferences], (preferences) => new EffectivePreferences(preferences));
  provide(
    options,
    T.commands,
    [
      T.generations,
      T.bots,
      T.delayed,
      T.atList,
      T.calendar,
      T.effectivePreferences,
      T.preferences,
      T.sessions,
      T.cancelRuns,
      T.vitals,
      T.machine,
      T.followConfig,
      T.steerTriggers,
      T.triggerList,
      T.endPauses,
      T.clock,
      T.runHistory,
      T.restart,
      T.dispatcher,
      T.service,
      T.configDiff,
      T.goodFiles,
      T.takeBack,
      T.reloader,
      T.offered,
      T.choices,
      T.choiceDesk,
      T.loops,
      T.loopList,
      T.codexLogin,
      T.threadBrowser,
      T.understand,
      T.askFirst,
    ],
    (
      generations,
      bots,
      delayed,
      list,
      calendar,
      effective,
      preferences,
      sessions,
      runs,
      vitals,
      machine,
      followConfig,
      steer,
      triggerList,
      endPauses,
      clock,
      history,
      restart,
      dispatcher,
      service,
      configDiff,
      files,
      takeBack,
      reloader,
      offered,
      choices,
      desk,
      loops,
      loopList,
      codexLogin,
      threadBrowser,
      understand,
      askFirst,
    ) => {
      const task = new CommandTask(understand, askFirst);
      const at = new AtCommand({ delayed, list, task, times: calendar, clock });
      const commands: Command[] = [
        new HelpCommand('start', () => commands),
        new HelpCommand('help', () => commands),
        new NewCommand(runs, sessions, loops),
        new CancelCommand(runs, delayed, loops),
        at,
        new LoopsCommand(loops, loopList, preferences),
        new ContinueCommand(task, offered),
        ...choices.map((choice) => new ChoiceCommand(choice, desk)),
        new AuthCommand(codexLogin),
        new ThreadsCommand(threadBrowser),
        new CtxCommand(preferences, effective),
        new TriggersCommand({ steer, list: triggerList, endPauses, times: calendar, clock }),
        new CronCommand(calendar, clock),
        new ReloadCommand(followConfig),
        new ConfigCommand(configDiff),
        new RollbackCommand({ files, takeBack, reloader, times: calendar, clock }),
        new PingCommand(vitals, triggerList),
        new HealthCommand(vitals, machine, clock),
        new StatsCommand(history, calendar, clock),
        new RestartCommand(restart, dispatcher, service),
      ];
      return new CommandTable(commands, generations, bots);
    },
  );
  provide(
    options,
    T.offered,
    [T.inbox, T.submitRun, T.notices, T.rowsInHand],
    (inbox, submitRun, notices, hands) => new RunOffered(inbox, submitRun, notices, hands),
  );
  provide(
    options,
    T.receiveButton,
    [
      T.bots,
      T.inbox,
      T.cancelRuns,
      T.delayed,
      T.atList,
      T.steerTriggers,
      T.generations,
      T.catchUp,
      T.offers,
      T.offered,
      T.followConfig,
      T.holdDesk,
      T.takeBack,
      T.approvalDesk,
      T.choices,
      T.choiceDesk,
      T.loops,
      T.loopList,
      T.codexLogin,
      T.threadBrowser,
      T.board,
      T.answered,
      T.followChats,
    ],
    (
      bots,
      inbox,
      cancelRuns,
      delayed,
      atList,
      steer,
      generations,
      catchUp,
      offers,
      offered,
      followConfig,
      desk,
      takeBack,
      approvals,
      choices,
      choiceDesk,
      loops,
      loopList,
      codexLogin,
      threadBrowser,
      board,
      answered,
      followChats,
    ) =>
      new ReceiveButton(bots, inbox, approvals, [
        new CancelButton(cancelRuns),
        new AskAgainButton(board, approvals),
        new DropDelayedButton(bots, delayed),
        new DropListedButton(bots, atList),
        new DropLoopButton(bots, loops, loopList),
        new TriggersButton(bots, steer),
        new RunMissedButton(bots, generations, catchUp),
        new OfferButton(bots, followChats, offers, offered),
        new QuestionButton(bots, followChats, offers, answered),
        new HeldButton(bots, followConfig, desk),
        new TakeBackButton(bots, takeBack),
        new RequestButton(bots, approvals),
        new CancelLoginButton(codexLogin),
        new ThreadsButton(bots, generations, threadBrowser),
        new ChoiceButton(bots, generations, choices, choiceDesk),
      ]),
  );
});
