import type { Interpretation } from '../../../domain/accepted/run-request.js';
import { canBeBranch } from '../../../domain/chat/branch-word.js';
import type { Doubt } from '../../../domain/chat/doubt.js';
import type { InboundMessage } from '../../../domain/chat/inbound.js';
import { ok, type Result } from '../../../domain/result.js';
import type { Worktrees } from '../../ports/engine/worktrees.js';
import type { ChatProblem } from '../../values/chat-problem.js';
import { branchRemark } from '../../wording/chat/message-text.js';
import type { ChatMembers } from './chat-members.js';
import { directivesOf, interpretMessage, type Surroundings } from './interpret-message.js';

/** A task, or why it isn't one yet. */
export type Reading =
  | { readonly kind: 'task'; readonly task: Interpretation; readonly text: string }
  | { readonly kind: 'doubt'; readonly doubt: Doubt };

/**
 * Decides what an `@name` at the beginning is. A branch: where there is one of that name, also where a person is called
 * the same, since anybody may take a name; or where a project stands before it. Text: where it mentions a person or can't
 * name a branch. Otherwise only its sender knows.
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
    if (!names.ok) return (await this.#isProse(names.problem, message, around, asText())) ? asText() : asBranch();
    const { branch, branchOfProject } = names.value;
    if (branch === null || branchOfProject === true) return asBranch();
    if (!canBeBranch(branch)) return asText();
    return this.#search(branch, message, around, { asBranch: asBranch(), asText });
  }

  async #search(
    branch: string,
    message: InboundMessage,
    { generation }: Surroundings,
    { asBranch, asText }: { asBranch: Result<Reading, ChatProblem>; asText: () => Result<Reading, ChatProblem> },
  ): Promise<Result<Reading, ChatProblem>> {
    const isMention = this.#isMention(branch, message);
    if (!asBranch.ok) {
      if (asBranch.problem.kind !== 'branch-without-project') return asBranch;
      return isMention ? asText() : ok({ kind: 'doubt', doubt: { kind: 'no-project', branch } });
    }
    if (asBranch.value.kind !== 'task') return asBranch;
    const { context } = asBranch.value.task;
    const project = context === null ? null : generation.projects.find(context.project);
    if (project !== null && (await this.#worktrees.has(project, branch)))
      return isMention ? ok(withRemark(asBranch.value, branch)) : asBranch;
    // The conversation that was replied to keeps its own branch: as a directive the word would be dropped.
    if (isMention || project === null || context?.branch !== branch) return asText();
    return ok({ kind: 'doubt', doubt: { kind: 'branch', branch, project: project.alias } });
  }

  /** Whether two names at the beginning are people who are spoken to rather than two branches, of which there is neither. */
  async #isProse(
    problem: ChatProblem,
    message: InboundMessage,
    { generation }: Surroundings,
    asText: Result<Reading, ChatProblem>,
  ): Promise<boolean> {
    if (problem.kind !== 'second-directive' || problem.which !== 'branch') return false;
    const names = [problem.first, problem.second];
    if (!names.some((name) => !canBeBranch(name) || this.#isMention(name, message))) return false;
    const context = asText.ok && asText.value.kind === 'task' ? asText.value.task.context : null;
    const project = context === null ? null : generation.projects.find(context.project);
    if (project === null) return true;
    const branches = names.filter(canBeBranch);
    return !(await Promise.all(branches.map((name) => this.#worktrees.has(project, name)))).includes(true);
  }

  /** Whether the name is that of a person, as far as anybody can tell. */
  #isMention(name: string, message: InboundMessage): boolean {
    return this.#isPerson(name, message) || (message.chatKind !== 'private' && isMarked(name, message));
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

function withRemark(reading: Extract<Reading, { kind: 'task' }>, branch: string): Reading {
  return { ...reading, task: { ...reading.task, remark: branchRemark(branch) } };
}

/** Whether Telegram took it for a username; it does not look whether there is one. */
function isMarked(name: string, { usernames = [] }: InboundMessage): boolean {
  return usernames.includes(`@${bare(name)}`);
}

/** Without the punctuation behind it, in lower case. */
function bare(name: string): string {
  return name.toLowerCase().replace(/[.,:;!?'")\]}…]{1,8}$/u, '');
}
