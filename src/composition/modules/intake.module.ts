import { ContainerModule } from 'inversify';
import { AtCommand } from '../../application/commands/at.js';
import { AuthCommand } from '../../application/commands/auth.js';
import { CancelCommand } from '../../application/commands/cancel.js';
import { ChoiceCommand } from '../../application/commands/choice.js';
import type { Command } from '../../application/commands/command.js';
import { CommandTable } from '../../application/commands/command-table.js';
import { CommandTask } from '../../application/commands/command-task.js';
import { ConfigCommand } from '../../application/commands/config.js';
import { ContinueCommand } from '../../application/commands/continue.js';
import { CronCommand } from '../../application/commands/cron.js';
import { CtxCommand } from '../../application/commands/ctx.js';
import { HealthCommand } from '../../application/commands/health.js';
import { HelpCommand } from '../../application/commands/help.js';
import { LoopsCommand } from '../../application/commands/loops.js';
import { NewCommand } from '../../application/commands/new.js';
import { PingCommand } from '../../application/commands/ping.js';
import { ReloadCommand } from '../../application/commands/reload.js';
import { RestartCommand } from '../../application/commands/restart.js';
import { RollbackCommand } from '../../application/commands/rollback.js';
import { StatsCommand } from '../../application/commands/stats.js';
import { ThreadsCommand } from '../../application/commands/threads.js';
import { TriggersCommand } from '../../application/commands/triggers.js';
import { AskAgainButton } from '../../application/intake/buttons/ask-again-button.js';
import { CancelButton } from '../../application/intake/buttons/cancel-button.js';
import { CancelLoginButton } from '../../application/intake/buttons/cancel-login-button.js';
import { ChoiceButton } from '../../application/intake/buttons/choice-button.js';
import { DropDelayedButton } from '../../application/intake/buttons/drop-delayed-button.js';
import { DropListedButton } from '../../application/intake/buttons/drop-listed-button.js';
import { DropLoopButton } from '../../application/intake/buttons/drop-loop-button.js';
import { HeldButton } from '../../application/intake/buttons/held-button.js';
import { OfferButton } from '../../application/intake/buttons/offer-button.js';
import { QuestionButton } from '../../application/intake/buttons/question-button.js';
import { RequestButton } from '../../application/intake/buttons/request-button.js';
import { RunMissedButton } from '../../application/intake/buttons/run-missed-button.js';
import { TakeBackButton } from '../../application/intake/buttons/take-back-button.js';
import { ThreadsButton } from '../../application/intake/buttons/threads-button.js';
import { TriggersButton } from '../../application/intake/buttons/triggers-button.js';
import { IntakeGate } from '../../application/intake/intake-gate.js';
import { ReceiveButton } from '../../application/intake/receive-button.js';
import { EffectivePreferences } from '../../application/preferences/effective-preferences.js';
import { RunOffered } from '../../application/run/run-offered.js';
import { provide } from '../token.js';
import { T } from '../tokens.js';

/** Everything that is asked in a chat or pressed there: commands, buttons, delays, offers. */
export const intakeModule = new ContainerModule((options) => {
  provide(options, T.intakeGate, [], () => new IntakeGate());
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
