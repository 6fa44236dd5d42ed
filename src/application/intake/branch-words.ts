import { canBeBranch } from '../../domain/chat/branch-word.js';
import { ok, type Result } from '../../domain/result.js';
import type { ChatProblem } from '../chat-problem.js';
import type { Worktrees } from '../ports/worktrees.js';
import type { Interpretation } from '../run/run-request.js';
import type { ChatMembers } from './chat-members.js';
import type { Doubt } from './doubt.js';
import type { InboundMessage } from './inbound.js';
import { directivesOf, interpretMessage, type Surroundings } from './interpret-message.js';

/** A task, or why it isn't one yet. */
export type Reading =
  | { readonly kind: 'task'; readonly task: Interpretation; readonly text: string }
  | { readonly kind: 'doubt'; readonly doubt: Doubt };

/**
 * Decides what an `@name` at the beginning is. A branch: where there is one of that name, or a project stands before it.
 * Text: where it mentions a person or can't name a branch. Otherwise only its sender knows.
 */
export class BranchWords {
  readonly #worktrees: Worktrees;
  readonly #members: ChatMembers;

  constructor(worktrees: Worktrees, members: ChatMembers) {
    this.#worktrees = worktrees;
    this.#members = members;
  }

  async read(message: InboundMessage, text: string, around: Surroundings): Promise<Result<Reading, ChatProblem>> {
    const asBranch = () => taskOf(message, text, around);
    const asText = () => taskOf(message, text, { ...around, branches: false });
    if (message.readAs?.at !== undefined) return message.readAs.at === 'branch' ? asBranch() : asText();
    const names = directivesOf(text, around);
    if (!names.ok) return this.#mayBeProse(names.problem, message) ? asText() : asBranch();
    const { branch, branchOfProject } = names.value;
    if (branch === null || branchOfProject === true) return asBranch();
    if (!canBeBranch(branch) || this.#isPerson(branch, message)) return asText();
    return this.#search(branch, message, around, { asBranch: asBranch(), asText });
  }

  async #search(
    branch: string,
    message: InboundMessage,
    { generation }: Surroundings,
    { asBranch, asText }: { asBranch: Result<Reading, ChatProblem>; asText: () => Result<Reading, ChatProblem> },
  ): Promise<Result<Reading, ChatProblem>> {
    const isMention = message.chatKind !== 'private' && isMarked(branch, message);
    if (!asBranch.ok) {
      if (asBranch.problem.kind !== 'branch-without-project') return asBranch;
      return isMention ? asText() : ok({ kind: 'doubt', doubt: { kind: 'no-project', branch } });
    }
    if (asBranch.value.kind !== 'task') return asBranch;
    const { context } = asBranch.value.task;
    const project = context === null ? null : generation.projects.find(context.project);
    if (project !== null && (await this.#worktrees.has(project, branch))) return asBranch;
    // The conversation that was replied to keeps its own branch: as a directive the word would be dropped.
    if (isMention || project === null || context?.branch !== branch) return asText();
    return ok({ kind: 'doubt', doubt: { kind: 'branch', branch, project: project.alias } });
  }

  /** Whether two names at the beginning are people who are spoken to rather than two branches. */
  #mayBeProse(problem: ChatProblem, message: InboundMessage): boolean {
    if (problem.kind !== 'second-directive' || problem.which !== 'branch') return false;
    const isProse = (name: string) =>
      !canBeBranch(name) ||
      this.#isPerson(name, message) ||
      (message.chatKind !== 'private' && isMarked(name, message));
    return isProse(problem.first) || isProse(problem.second);
  }

  #isPerson(name: string, { chatId, people = [] }: InboundMessage): boolean {
    const word = `@${bare(name)}`;
    return this.#members.has(chatId, bare(name)) || people.some((person) => bare(person.split(/\s/)[0] ?? '') === word);
  }
}

function taskOf(message: InboundMessage, text: string, around: Surroundings): Result<Reading, ChatProblem> {
  const task = interpretMessage(message, text, around);
  if (!task.ok) return task;
  const names = directivesOf(text, around);
  return ok({ kind: 'task', task: task.value, text: names.ok ? names.value.text : text });
}

/** Whether Telegram took it for a username; it does not look whether there is one. */
function isMarked(name: string, { usernames = [] }: InboundMessage): boolean {
  return usernames.includes(`@${bare(name)}`);
}

/** Without the punctuation behind it, in lower case. */
function bare(name: string): string {
  return name.toLowerCase().replace(/[.,:;!?'")\]}…]{1,8}$/u, '');
}
