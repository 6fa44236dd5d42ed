import { ContainerModule } from 'inversify';
import { AskTime } from '../../application/chat/commands/at/ask-time.js';
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
import { FileCommand } from '../../application/chat/commands/file.js';
import { BrowseCommand } from '../../application/chat/commands/files/browse.js';
import { FileBrowser } from '../../application/chat/commands/files/file-browser.js';
import { FileGet } from '../../application/chat/commands/files/file-get.js';
import { GetFiles } from '../../application/chat/commands/files/get-files.js';
import { ProjectFiles } from '../../application/chat/commands/files/project-files.js';
import { HealthCommand } from '../../application/chat/commands/health.js';
import { HelpCommand } from '../../application/chat/commands/help/help.js';
import { LoopsCommand } from '../../application/chat/commands/loops/loops.js';
import { NewCommand } from '../../application/chat/commands/new.js';
import { NOT_BUILT_YET } from '../../application/chat/commands/not-built-yet.js';
import { PingCommand } from '../../application/chat/commands/ping.js';
import { ReloadCommand } from '../../application/chat/commands/reload.js';
import { RestartCommand } from '../../application/chat/commands/restart/restart.js';
import { StatsCommand } from '../../application/chat/commands/stats.js';
import { StatusCommand } from '../../application/chat/commands/status/status.js';
import { StatusBoard } from '../../application/chat/commands/status/status-board.js';
import { ThreadsCommand } from '../../application/chat/commands/threads/threads.js';
import { TriggersCommand } from '../../application/chat/commands/triggers/triggers.js';
import { build, by, collect, construct, of, over, provideFrom, type Recipe, supply } from '../wiring/token.js';
import { T, the } from '../wiring/tokens.js';
import { CHOICES } from './choices.module.js';

/** A line of the list: the command, and the name that its class says too, or it doesn't compile. */
function command<Name extends string>(
  name: Name,
  recipe: Recipe<Command & { readonly name: NoInfer<Name> }>,
): { readonly name: string; readonly recipe: Recipe<Command> } {
  return { name, recipe };
}

/** The commands of the chat, a line each, in the order of the menu. */
const COMMANDS = [
  command('new', of(NewCommand, T.cancelRuns, T.sessions, T.loops)),
  command('cancel', of(CancelCommand, T.cancelRuns, T.delayed, T.loops)),
  command(
    'status',
    by((board) => new StatusCommand('status', board), T.statusBoard),
  ),
  command(
    'queue',
    by((board) => new StatusCommand('queue', board), T.statusBoard),
  ),
  command(
    'at',
    over(AtCommand, {
      ...the('delayed', 'clock', 'askTime'),
      list: T.atList,
      task: T.commandTask,
      spoken: T.spokenTimes,
      times: T.calendar,
    }),
  ),
  command('loops', of(LoopsCommand, T.loops, T.loopList, T.preferences)),
  command('continue', of(ContinueCommand, T.commandTask, T.offered)),
  ...CHOICES.map((choice) =>
    command(
      choice.name,
      by((desk) => new ChoiceCommand(choice, desk), T.chatSettings),
    ),
  ),
  command('auth', of(AuthCommand, T.logIn)),
  command('threads', of(ThreadsCommand, T.threadBrowser)),
  command('browse', of(BrowseCommand, T.projectFiles, T.fileBrowser)),
  command(
    'file',
    over(FileCommand, {
      ...the('understand', 'comingFiles'),
      directories: T.runDirectories,
      save: T.saveFiles,
      rulesOf: T.chatFileRules,
      get: T.fileGet,
    }),
  ),
  command('ctx', of(CtxCommand, T.preferences, T.effectivePreferences)),
  command(
    'triggers',
    over(TriggersCommand, {
      ...the('endPauses', 'clock'),
      steer: T.steerTriggers,
      list: T.triggerList,
      times: T.calendar,
    }),
  ),
  command('cron', of(CronCommand, T.calendar, T.scheduleWords, T.clock)),
  command('reload', of(ReloadCommand, T.followConfig)),
  command('config', of(ConfigCommand, T.configDiff)),
  command(
    'rollback',
    over(RollbackCommand, { ...the('takeBack', 'reloader', 'clock'), files: T.goodFiles, times: T.calendar }),
  ),
  command('ping', of(PingCommand, T.healthCheck, T.triggerList)),
  command('health', of(HealthCommand, T.healthCheck, T.machine, T.clock)),
  command('stats', of(StatsCommand, T.runHistory, T.calendar, T.clock)),
  command('restart', of(RestartCommand, T.restart, T.dispatcher, T.service)),
];

/** Those that tell of all the others. */
const HELP = ['start', 'help'] as const;

/** Every word that a slash makes a command, built or not. */
export const COMMAND_NAMES: readonly string[] = [...HELP, ...COMMANDS.map(({ name }) => name), ...NOT_BUILT_YET];

/** What makes the commands, and the table that finds them. */
export const commandsModule = new ContainerModule((options) => {
  supply(options, T.commandNames, COMMAND_NAMES);
  construct(options, T.commandTask, CommandTask, T.understand, T.askFirst);
  build(options, T.statusBoard, StatusBoard, {
    ...the('dispatcher', 'approvals', 'delayed', 'loops', 'generations', 'clock'),
    ...{ times: T.calendar, moves: T.chatMoves },
  });
  build(options, T.projectFiles, ProjectFiles, {
    ...the('understand', 'worktrees'),
    ...{ directories: T.runDirectories, rulesOf: T.chatFileRules },
  });
  build(options, T.fileBrowser, FileBrowser, { ...the('codec', 'tokens'), vault: T.fileVault });
  build(options, T.getFiles, GetFiles, { vault: T.fileVault, browser: T.fileBrowser, sender: T.sendFiles });
  construct(options, T.fileGet, FileGet, T.projectFiles, T.getFiles);
  construct(options, T.askTime, AskTime, T.notices, T.calendar);
  collect<Command>(
    options,
    T.commandList,
    COMMANDS.map(({ recipe }) => recipe),
  );
  provideFrom(
    options,
    T.commands,
    ({ list, generations, bots, ...tools }) => {
      const help = { ...tools, commands: () => commands };
      const commands: readonly Command[] = [...HELP.map((name) => new HelpCommand(name, help)), ...list];
      return new CommandTable(commands, generations, bots);
    },
    {
      ...the('generations', 'bots', 'clock'),
      list: T.commandList,
      effective: T.effectivePreferences,
      times: T.calendar,
    },
  );
});
