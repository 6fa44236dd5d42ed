import type { RunContext } from '../../../domain/project/context.js';
import { fail, ok, type Result } from '../../../domain/result.js';
import type { Preferences } from '../../ports/store/preferences.js';
import type { EffectivePreferences } from '../../preferences/effective-preferences.js';
import type { ChatProblem } from '../../values/chat-problem.js';
import type { Generation } from '../../values/generation.js';
import {
  BAD_CONTEXT_WORDS,
  type BadContextWords,
  boundText,
  CONTEXT_CLEARED,
  unboundText,
} from '../../wording/commands/ctx-text.js';
import type { Command, CommandCall } from './command.js';

/** `/ctx`: which project and branch the messages of a chat or topic mean. */
export class CtxCommand implements Command {
  readonly name = 'ctx';
  readonly description = 'which project this chat works in';
  readonly usage = ['/ctx', '/ctx set <project> [@branch]', '/ctx set @branch', '/ctx clear'];
  readonly group = 'chat';
  readonly #preferences: Preferences;
  readonly #effective: EffectivePreferences;

  constructor(preferences: Preferences, effective: EffectivePreferences) {
    this.#preferences = preferences;
    this.#effective = effective;
  }

  applies({ projects }: Generation): boolean {
    return projects.aliases.length > 0;
  }

  async run(call: CommandCall): Promise<void> {
    const [word = 'show', ...words] = call.rest.split(/\s+/).filter(Boolean);
    if (word === 'show' && words.length === 0) return this.#show(call);
    if (word === 'set') return this.#set(call, words);
    if (word === 'clear' && words.length === 0) return this.#clear(call);
    await call.reply({ problem: { kind: 'usage', usage: this.usage } });
  }

  async #show(call: CommandCall): Promise<void> {
    const { context } = await this.#effective.of(call.place);
    const meant = call.generation.projects.defaultFor(call.message.chatId)?.alias ?? null;
    await call.reply(context === undefined ? unboundText(meant) : boundText(context), { silent: true });
  }

  async #set(call: CommandCall, words: readonly string[]): Promise<void> {
    const context = this.#contextOf(call, words);
    if (!context.ok) return call.reply({ problem: context.problem });
    await this.#preferences.change(call.place.chatId, call.place.threadId, (now) => ({
      ...now,
      context: context.value,
    }));
    await call.reply(boundText(context.value), { silent: true });
  }

  #contextOf(call: CommandCall, words: readonly string[]): Result<RunContext, ChatProblem> {
    const { projects } = call.generation;
    const [first, second, ...more] = words;
    const onlyBranch = first?.startsWith('@') === true && second === undefined;
    const name = onlyBranch ? projects.defaultFor(call.message.chatId)?.alias : first;
    const branch = onlyBranch ? first : second;
    const why = badWords(name, branch, more);
    if (why !== null || name === undefined) {
      return fail({ kind: 'usage', usage: this.usage, ...(why === null ? {} : { why: BAD_CONTEXT_WORDS[why] }) });
    }
    const project = projects.find(name);
    if (project === null) return fail({ kind: 'unknown-project', name, known: projects.aliases });
    return ok({ project: project.alias, branch: branch?.slice(1) ?? null });
  }

  async #clear(call: CommandCall): Promise<void> {
    await this.#preferences.change(call.place.chatId, call.place.threadId, ({ context: _bound, ...rest }) => rest);
    await call.reply(CONTEXT_CLEARED, { silent: true });
  }
}

function badWords(
  name: string | undefined,
  branch: string | undefined,
  more: readonly string[],
): BadContextWords | null {
  if (more.length > 0) return 'too-many';
  if (name === undefined) return 'no-project';
  if (branch !== undefined && !/^@.+/.test(branch)) return 'no-branch';
  return null;
}
