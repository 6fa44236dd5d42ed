import type { RunRequest } from '../../../domain/accepted/run-request.js';
import type { Doubt } from '../../../domain/chat/doubt.js';
import type { InboundMessage } from '../../../domain/chat/inbound.js';
import { spokenSlash } from '../../../domain/chat/spoken-message.js';
import { markedEnd } from '../../../domain/chat/text-mark.js';
import type { TokenSource } from '../../../domain/ports/token-source.js';
import type { RunContext } from '../../../domain/project/context.js';
import { ok, type Result } from '../../../domain/result.js';
import type { ChatBot } from '../../ports/chat/chat-bot.js';
import type { EffectivePreferences } from '../../preferences/effective-preferences.js';
import type { ChatProblem } from '../../values/chat-problem.js';
import type { Generations } from '../../values/generation.js';
import { unknownSlashRemark } from '../../wording/chat/message-text.js';
import { CORRECTION, TRANSCRIBED } from '../../wording/chat/passed-on-text.js';
import { asMarkdown } from '../../wording/text/as-markdown.js';
import type { BranchWords } from './branch-words.js';
import { inOrder, type StoredMessage } from './bursts.js';
import { directivesOf, interpretMessage, type Surroundings } from './interpret-message.js';
import { withFiles, withFilesReplied, withoutFiles } from './message-files.js';
import type { ReadReply } from './read-reply.js';
import { type RepliedWords, repliedWords } from './replied-words.js';
import { unknownSlash } from './slash-words.js';
import { withPassages, wordsOf } from './words-of.js';

/** What understanding is built on. */
export interface UnderstandMessageTools {
  readonly generations: Generations;
  readonly preferences: EffectivePreferences;
  readonly replies: ReadReply;
  readonly branches: BranchWords;
  readonly tokens: TokenSource;
  /** Every word that a slash makes a command, built or not. */
  readonly commandNames: readonly string[];
}

/** What messages that belong together ask for: a run, or nothing before their sender has said what they mean. */
export type Understanding =
  | { readonly kind: 'run'; readonly request: RunRequest }
  | { readonly kind: 'doubt'; readonly doubt: Doubt };

/** Finds out what messages ask for. Only the sender's own words choose where and with what, or can be in doubt. */
export class UnderstandMessage {
  readonly #tools: UnderstandMessageTools;

  constructor(tools: UnderstandMessageTools) {
    this.#tools = tools;
  }

  /** Reads what `first` begins; some of the parts hold words. The request answers no rows yet. */
  async read(
    first: InboundMessage,
    parts: readonly StoredMessage[],
    bot: ChatBot,
  ): Promise<Result<Understanding, ChatProblem>> {
    const message = asWritten(first, parts);
    const attachments = parts.map(({ message }) => withoutFiles(message)).filter((one) => one !== null);
    if (attachments.length > 0) return ok({ kind: 'doubt', doubt: { kind: 'attachment', attachments } });
    const { own, passages } = wordsOf(parts);
    const spoken = message.readAs?.slash === 'text' ? null : this.#spokenCommand(parts);
    if (spoken !== null) return ok({ kind: 'doubt', doubt: spoken });
    const around = await this.#around(message, bot);
    const read = await this.#tools.branches.read(message, own.text, around);
    if (!read.ok) return read;
    if (read.value.kind === 'doubt') return ok(read.value);
    const { task, text } = read.value;
    const slash = unknownSlash(text, this.#tools.generations.current(), this.#tools.commandNames);
    if (slash?.doubt != null && message.readAs?.slash !== 'text') return ok({ kind: 'doubt', doubt: slash.doubt });
    const takesFiles = around.generation.config.telegram.files.enabled;
    const about = takesFiles ? withFilesReplied(message) : message;
    const replied = repliedWords(about, around.reply, task.session);
    const order =
      own.text.trim() === ''
        ? ''
        : orderOf(message, asMarkdown(markedEnd(own, task.prompt)), { replied, isSpoken: parts.some(isOwnSpeech) });
    const all = replied.passage === null ? passages : [replied.passage, ...passages];
    const prompt = all.length === 0 ? order : withPassages(order, all, this.#tools.tokens.next());
    const remarks = [
      ...(task.remark === undefined ? [] : [task.remark]),
      ...(slash === null ? [] : [unknownSlashRemark(slash.written)]),
    ];
    const remark = remarks.length === 0 ? {} : { remark: remarks.join(' ') };
    const request = { ...task, prompt, origin: { kind: 'message' }, rows: [], ...remark } as const;
    return ok({ kind: 'run', request: withFiles(request, around.reply?.standing.files ?? []) });
  }

  /** Where a run would work that a text asks for, and what stands behind its directives. */
  async whereabouts(
    message: InboundMessage,
    text: string,
    bot: ChatBot,
  ): Promise<Result<{ readonly context: RunContext | null; readonly rest: string }, ChatProblem>> {
    const around = await this.#around(message, bot);
    const [task, directives] = [interpretMessage(message, text, around), directivesOf(text, around)];
    if (!task.ok) return task;
    return directives.ok ? ok({ context: task.value.context, rest: directives.value.text }) : directives;
  }

  /** The command that the words sound like, where they were said and not written. */
  #spokenCommand(parts: readonly StoredMessage[]): Extract<Doubt, { kind: 'spoken-command' }> | null {
    const [first] = inOrder(parts).filter(({ message }) => message.text.trim() !== '');
    if (first === undefined || !isOwnSpeech(first) || first.message.transcript?.captioned === true) return null;
    const found = spokenSlash(first.message.text);
    return found !== null && this.#tools.commandNames.includes(found.name)
      ? { kind: 'spoken-command', ...found }
      : null;
  }

  async #around(message: InboundMessage, bot: ChatBot): Promise<Surroundings> {
    const { generations, preferences, replies } = this.#tools;
    return {
      generation: generations.current(),
      botUsername: bot.username,
      preferences: await preferences.of(message),
      reply: await replies.of(message),
    };
  }
}

/** What its sender wants, with what that is about before it. */
function orderOf(
  { readAs }: InboundMessage,
  prompt: string,
  { replied: { before }, isSpoken }: { readonly replied: RepliedWords; readonly isSpoken: boolean },
): string {
  const corrected = readAs?.correction === true ? [CORRECTION] : [];
  const said = isSpoken ? `${TRANSCRIBED} ${prompt}` : prompt;
  return [...(before === null ? [] : [before]), ...corrected, said].join('\n\n');
}

function isOwnSpeech({ message }: StoredMessage): boolean {
  return message.transcript !== undefined && message.writtenBy === undefined;
}

/** The message with what all parts that its sender wrote say of their words: who is mentioned, and whether they were passed on. */
function asWritten(message: InboundMessage, parts: readonly StoredMessage[]): InboundMessage {
  const own = inOrder(parts).filter((part) => part.message.writtenBy === undefined);
  const forwarded = own.find((part) => part.message.text.trim() !== '')?.message.forwarded ?? message.forwarded;
  const usernames = own.flatMap((part) => part.message.usernames ?? []);
  const people = own.flatMap((part) => part.message.people ?? []);
  return { ...message, forwarded, usernames, people };
}
