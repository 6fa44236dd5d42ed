import { codeSpan, escapeMarkdown } from '../text/markdown.js';
import { commandDetails } from './command-help.js';

/** The groups in which commands are listed. */
export type HelpGroup = 'tasks' | 'chat' | 'program';

/** A command as the help tells of it. */
export interface HelpedCommand {
  readonly name: string;
  readonly description: string;
  readonly usage: readonly string[];
  readonly group: HelpGroup;
}

/** What may stand before a task. */
export interface Prefixes {
  /** Agents that are installed. */
  readonly engines: readonly string[];
  readonly projects: readonly string[];
}

const TITLES: Readonly<Record<HelpGroup, string>> = { tasks: 'Tasks', chat: 'This chat', program: 'Untether' };

/** What the buttons under the greeting say. */
export const START_LABELS = { help: '📋 Commands', agent: '🤖 Agent', status: '📊 Status' } as const;

/** Where a chat stands: who answers, in which project, and whose clock is meant. */
export interface ChatStart {
  readonly engine: string;
  /** `null` for none. */
  readonly project: string | null;
  /** An IANA name; `null` for the machine’s own zone, which is so far from UTC. */
  readonly zone: string | null;
  readonly offset: string;
}

/** What this is, for whoever begins, in four lines; Markdown. */
export function startHelpText({ engine, project, zone, offset }: ChatStart): string {
  const where = project === null ? 'no project chosen' : `project ${codeSpan(project)}`;
  const times = zone === null ? `this machine’s time (${offset})` : codeSpan(zone);
  return [
    '👋 **Untether** runs coding agents on your computer. Write what you want done; the answer comes here.',
    `🤖 ${codeSpan(engine)} answers, ${where}. Reply to an answer to continue it.`,
    `🕐 Times are in ${times}, with 24 hours.`,
    '🔑 Anyone who is allowed may do anything in a private chat with the bot, including running commands as your user.',
  ].join('  \n');
}

/** What can be written, in groups, each command to be tapped; Markdown. */
export function helpText(commands: readonly HelpedCommand[], { engines, projects }: Prefixes): string {
  const groups = (['tasks', 'chat', 'program'] as const).flatMap((group) => {
    const lines = commands.filter((one) => one.group === group).map(lineOf);
    return lines.length === 0 ? [] : [`**${TITLES[group]}**  \n${lines.join('  \n')}`];
  });
  return [...groups, prefixesText({ engines, projects }), '/help with the name of a command says more about it.'].join(
    '\n\n',
  );
}

/** More about one command; Markdown. */
export function commandHelpText({ name, description, usage }: Omit<HelpedCommand, 'group'>): string {
  const details = commandDetails(name);
  const forms = usage.map((form) => codeSpan(form)).join('  \n');
  return [
    `/${name} – ${escapeMarkdown(description)}`,
    forms,
    ...(details === null ? [] : [escapeMarkdown(details)]),
  ].join('\n\n');
}

/** That there is no such command; `meant` is one that is near. Markdown. */
export function noSuchCommandText(written: string, meant: string | null): string {
  const hint = meant === null ? '/help lists the commands.' : `Did you mean /${meant}?`;
  return `There is no command ${codeSpan(`/${written}`)}. ${hint}`;
}

function lineOf({ name, description }: HelpedCommand): string {
  return `/${name} – ${escapeMarkdown(description)}`;
}

function prefixesText({ engines, projects }: Prefixes): string {
  const agents = engines.map((id) => codeSpan(`/${id}`));
  const places = projects.map((alias) => codeSpan(`/${alias}`));
  const named = [...agents, ...places, ...(projects.length === 0 ? [] : [codeSpan('@branch')])];
  if (named.length === 0) return 'No agent is installed yet: /agent says how.';
  return `Before a task, for that task alone: ${named.join(', ')}.`;
}
