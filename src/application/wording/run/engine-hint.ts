import type { EngineProblem, UsageLimit } from '../../../domain/run/run-event.js';
import { codeSpan } from '../text/markdown.js';
import { minuteText } from '../text/moment-text.js';
import { recognisedError } from './known-errors.js';

/** What a person can do about a failed run, in Markdown; `null` when nothing is known that helps. */
export function engineHint(problem: EngineProblem): string | null {
  switch (problem.kind) {
    case 'not-built':
      return 'This agent can’t be run yet. Name another one at the beginning of the message, choose it with /agent, or set `default_engine` in `untether.toml`.';
    case 'not-installed':
      return installHint(problem.install);
    case 'cannot-start':
      return (
        recognised(problem) ??
        'The agent’s program is there but does not start. Run it once by hand on the machine, or set its `command` in `untether.toml`.'
      );
    case 'directory-missing':
      return 'The directory of this run does not exist. Create it, or correct the project’s `path` in `untether.toml`.';
    case 'authentication':
      return recognised(problem) ?? loginHint(problem.login);
    case 'quota':
      return quotaHint(problem);
    case 'rate-limit':
      return `Too many requests for now. The conversation is kept: send the message again ${whenFree(problem, 'in a minute')}.`;
    case 'overloaded':
      return `The provider has trouble at the moment. The conversation is kept: send the message again ${whenFree(problem, 'in a few minutes')}.`;
    case 'refused':
      return (
        recognised(problem) ??
        'The model or its provider declined this. Ask in other words, or for a smaller part of it.'
      );
    case 'not-allowed':
      return 'A tool needed a permission that nobody could give. Choose a mode that allows it with /planmode or `permission_mode`, or allow the tool in the agent’s own settings.';
    case 'engine-limit':
      return 'The agent stopped at a limit of its own. The conversation is kept: send a message to continue, and say what to do differently if it went in circles.';
    case 'model':
      return 'The provider does not know this model, or this account may not use it. Choose another with /model, or correct `model` in the agent’s table of `untether.toml`.';
    case 'context-full':
      return 'The conversation no longer fits into the model’s context. Send /new and ask again with what matters.';
    case 'session-unknown':
      return 'The agent no longer knows this conversation. Just ask again: the next task starts a new one.';
    case 'bad-usage':
      return 'The agent’s program did not accept how it was called. Update it, and check `extra_args`, `model` and `permission_mode` in its table of `untether.toml`.';
    case 'ended-early':
      return recognised(problem) ?? 'The agent ended before it gave an answer. Send the message again to continue.';
    case 'no-output':
      return recognised(problem) ?? silentHint(problem);
    case 'killed':
      return killedHint(problem);
    case 'interrupted':
      return 'Untether was stopped while this was running. Reply to this message to continue.';
    case 'over-budget':
      return 'Raise the limit in `[cost_budget]` of `untether.toml`, or switch `cost_budget.auto_cancel` off there; an edit is live at once.';
    case 'stream-idle':
      return 'The model’s answer broke off. The conversation is kept: send the message again to continue, or let that be done by `watchdog.stream_idle_auto_retry` in `untether.toml`.';
    case 'stalled':
      return 'The conversation is kept: send the message again to continue. If it needed that time, raise the limit in `[watchdog]` of `untether.toml`.';
    case 'other':
      return recognised(problem);
  }
}

/** What the engine itself knows of its error counts before what is known of any. */
function recognised({ hint, message }: EngineProblem): string | null {
  return hint ?? recognisedError(message);
}

/** `login` is a command of the chat or of a shell. */
function loginHint(login: string | undefined): string {
  if (login === undefined) {
    return 'The provider refused the login or the key. Log in again with the agent’s own command on the machine, or renew its API key.';
  }
  if (login.startsWith('/')) {
    return `The provider refused the login or the key. Log in again with \`${login}\` here in a private chat, or renew the API key.`;
  }
  return `The provider refused the login or the key. On the machine, run ${codeSpan(login)} to log in again, or renew the API key.`;
}

const USED_UP: Readonly<Record<UsageLimit, string>> = {
  session: 'The short-term usage limit is reached',
  daily: 'The daily limit is reached',
  weekly: 'The weekly limit is reached',
  monthly: 'The monthly limit is reached',
  credits: 'The account has no credit left, or its spending limit is reached',
};

function quotaHint({ limit, resets }: EngineProblem): string {
  const what = limit === undefined ? 'The usage limit is reached' : USED_UP[limit];
  if (resets !== undefined)
    return `${what} and resets ${minuteText(resets)}. The conversation is kept: continue then, or choose another model or agent.`;
  if (limit === 'credits')
    return `${what}. The conversation is kept: add credit on the provider’s billing page, then send the message again.`;
  return `${what}. The conversation is kept: continue after the reset, or look at the billing page of the provider.`;
}

function whenFree({ resets }: EngineProblem, otherwise: string): string {
  return resets === undefined ? otherwise : `after ${minuteText(resets)}`;
}

/** A program that ended by itself was not ended for its silence. */
function silentHint({ exitCode }: EngineProblem): string {
  return exitCode === undefined || exitCode !== 0
    ? 'The agent printed nothing in time and was ended. Send the message again to continue.'
    : 'The agent’s program ended at once without printing anything. Run it once by hand on the machine to see why.';
}

function installHint(install: string | undefined): string {
  const where = 'If it is installed elsewhere, set its `command` in `untether.toml`.';
  if (install === undefined || install.trim() === '') return `The agent is not installed on this machine. ${where}`;
  return `The agent is not installed on this machine. Install it with ${codeSpan(install)}, then send the message again. ${where}`;
}

function killedHint({ signal, exitCode }: EngineProblem): string {
  if (signal === 'SIGKILL' || exitCode === 137 || exitCode === -9) {
    return 'The agent was killed from outside, most often because the machine ran out of memory. The conversation is kept: send the message again to continue.';
  }
  if (signal === 'SIGTERM' || exitCode === 143 || exitCode === -15) {
    return 'The agent was told to stop from outside, as at a restart. The conversation is kept: send the message again to continue.';
  }
  return 'The agent was ended by a signal. The conversation is kept: send the message again to continue.';
}
