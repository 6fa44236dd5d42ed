import { ContainerModule } from 'inversify';
import { AtCommand } from '../../application/chat/commands/at/at.js';
import { AuthCommand } from '../../application/chat/commands/auth/auth.js';
import { CancelCommand } from '../../application/chat/commands/cancel.js';
import { ChoiceCommand } from '../../application/chat/commands/choices/choice.js';
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
import { LoopsCommand } from '../../application/chat/commands/loops/loops.js';
import { NewCommand } from '../../application/chat/commands/new.js';
import { PingCommand } from '../../application/chat/commands/ping.js';
import { ReloadCommand } from '../../application/chat/commands/reload.js';
import { RestartCommand } from '../../application/chat/commands/restart/restart.js';
import { StatsCommand } from '../../application/chat/commands/stats.js';
import { ThreadsCommand } from '../../application/chat/commands/threads/threads.js';
import { TriggersCommand } from '../../application/chat/commands/triggers/triggers.js';
import { by, collect, construct, of, over, provide } from '../wiring/token.js';
import { T, the } from '../wiring/tokens.js';

/** The commands of the chat, a line each, in the order of the menu. */
export const commandsModule = new ContainerModule((options) => {
  construct(options, T.commandTask, CommandTask, T.understand, T.askFirst);
  collect<Command>(options, T.commandList, [
    of(NewCommand, T.cancelRuns, T.sessions, T.loops),
    of(CancelCommand, T.cancelRuns, T.delayed, T.loops),
    over(AtCommand, { ...the('delayed', 'clock'), list: T.atList, task: T.commandTask, times: T.calendar }),
    of(LoopsCommand, T.loops, T.loopList, T.preferences),
    of(ContinueCommand, T.commandTask, T.offered),
    by((choices, desk) => choices.map((choice) => new ChoiceCommand(choice, desk)), T.choices, T.choiceDesk),
    of(AuthCommand, T.deviceLogin),
    of(ThreadsCommand, T.threadBrowser),
    of(CtxCommand, T.preferences, T.effectivePreferences),
    over(TriggersCommand, {
      ...the('endPauses', 'clock'),
      steer: T.steerTriggers,
      list: T.triggerList,
      times: T.calendar,
    }),
    of(CronCommand, T.calendar, T.clock),
    of(ReloadCommand, T.followConfig),
    of(ConfigCommand, T.configDiff),
    over(RollbackCommand, { ...the('takeBack', 'reloader', 'clock'), files: T.goodFiles, times: T.calendar }),
    of(PingCommand, T.vitals, T.triggerList),
    of(HealthCommand, T.vitals, T.machine, T.clock),
    of(StatsCommand, T.runHistory, T.calendar, T.clock),
    of(RestartCommand, T.restart, T.dispatcher, T.service),
  ]);
  provide(options, T.commands, [T.commandList, T.generations, T.bots], (list, generations, bots) => {
    const commands: readonly Command[] = [
      ...(['start', 'help'] as const).map((name) => new HelpCommand(name, () => commands)),
      ...list,
    ];
    return new CommandTable(commands, generations, bots);
  });
});
