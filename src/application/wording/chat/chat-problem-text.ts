import type { ChatProblem } from '../../values/chat-problem.js';
import { engineHint } from '../run/engine-hint.js';
import { codeSpan, escapeMarkdown, longestBackticks } from '../text/markdown.js';
import { safeError } from '../text/safe-error.js';
import { shorten } from '../text/shorten.js';

const LONGEST_NAME = 100;
const LONGEST_LIST = 20;

/** What is wrong, where, and how to fix it, in Markdown; every name from outside is escaped. */
export function chatProblemText(problem: ChatProblem): string {
  switch (problem.kind) {
    case 'second-directive':
      return secondDirective(problem);
    case 'unknown-project':
      return `There is no project ${name(problem.name)} any more, or not yet. ${choices('Projects', problem.known)} Projects are added under \`[projects]\` in \`untether.toml\`; without one, start a new thread.`;
    case 'branch-without-project':
      return `${name(`@${problem.branch}`)} names a branch, but no project is chosen here. Write the project before it, as in ${codeSpan(`/project @${shorten(problem.branch, LONGEST_NAME)} …`)}, or bind this chat with \`/ctx set\`.`;
    case 'no-such-branch':
      return `${name(problem.project)} has no branch ${name(problem.branch)} yet, so there are no files to look at. A task on it creates it: ${codeSpan(`@${shorten(problem.branch, LONGEST_NAME)} …`)}.`;
    case 'worktree':
      return `The branch ${name(problem.branch)} can’t be checked out. Git says:\n\n${quoted(problem.message)}\n\nFix that in the project’s directory, or name another branch.`;
    case 'engine':
      return engineProblem(problem);
    case 'unknown-engine':
      return `There is no agent ${name(problem.name)}. ${choices('Agents', problem.known)}`;
    case 'administrators-only':
      return 'In this group only administrators may change that. Ask one of them; in a private chat with the bot every allowed user may do it.';
    case 'membership-unknown':
      return 'Telegram did not say whether you are an administrator of this group, so nothing was changed. Try again in a minute.';
    case 'not-available-yet':
      return `${name(problem.what)} is not available yet. /help shows what is.`;
    case 'usage':
      return usage(problem);
    case 'draining':
      return 'Untether is about to restart and takes no new runs. Send this again in a minute.';
    case 'too-many-delayed':
      return `This chat already has ${problem.limit} scheduled tasks, which is the limit, so this one was not scheduled. \`/at list\` shows them, \`/at cancel <number>\` drops one.`;
    case 'delay-out-of-range':
      return `The delay has to be between ${escapeMarkdown(problem.least)} and ${escapeMarkdown(problem.most)}. For something further off, name the time, as in ${codeSpan('/at tomorrow 9:00 …')} or ${codeSpan('/at 2030-12-31 18:00 …')}.`;
    case 'time-past':
      return `${name(problem.written)} has passed: it is ${escapeMarkdown(problem.now)}. Nothing was set; name a time that is still to come.`;
    case 'time-too-far':
      return `${name(problem.written)} is more than ${problem.mostDays} days ahead. Nothing was set; name an earlier time.`;
    case 'failed':
      return `That failed because of a bug in Untether. Its log says more under ${codeSpan(problem.reference)}.`;
  }
}

function secondDirective(problem: Extract<ChatProblem, { kind: 'second-directive' }>): string {
  const sign = problem.which === 'branch' ? '@' : '/';
  return `The message names two ${problem.which === 'branch' ? 'branches' : `${problem.which}s`}, ${name(sign + problem.first)} and ${name(sign + problem.second)}. Keep one of them and send it again.`;
}

function engineProblem({ engine, problem }: Extract<ChatProblem, { kind: 'engine' }>): string {
  const message = problem.message.trim() === '' ? '' : quoted(problem.message);
  const hint = engineHint(problem);
  return [`**${escapeMarkdown(engine)}** can’t do this.`, hint === null ? '' : `💡 ${hint}`, message]
    .filter((part) => part !== '')
    .join('\n\n');
}

function usage(problem: Extract<ChatProblem, { kind: 'usage' }>): string {
  const why = problem.why === undefined ? '' : `${escapeMarkdown(problem.why)}\n\n`;
  const [first, ...more] = problem.usage;
  if (first === undefined) return why.trim();
  if (more.length === 0) return `${why}Usage: ${codeSpan(first)}`;
  return `${why}Usage:\n${problem.usage.map((line) => `- ${codeSpan(line)}`).join('\n')}`;
}

function choices(what: string, known: readonly string[]): string {
  if (known.length === 0) return `${what}: none.`;
  const shown = known.slice(0, LONGEST_LIST).map(name).join(', ');
  return `${what}: ${shown}${known.length > LONGEST_LIST ? ` and ${known.length - LONGEST_LIST} more` : ''}.`;
}

function name(value: string): string {
  return codeSpan(shorten(value, LONGEST_NAME)) || '(empty)';
}

/** The words of another program, safe to be shown, as a code block. */
function quoted(message: string): string {
  const safe = safeError(message, 600);
  const fence = '`'.repeat(Math.max(2, longestBackticks(safe)) + 1);
  return `${fence}\n${safe}\n${fence}`;
}
