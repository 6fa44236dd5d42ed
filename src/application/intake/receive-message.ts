import { parseDotTypo, parseSlashCommand } from '../../domain/chat/slash-command.js';
import type { RowId, RunId } from '../../domain/ids.js';
import type { Inbox } from '../../domain/ports/inbox.js';
import { ok, type Result } from '../../domain/result.js';
import type { ChatProblem } from '../chat-problem.js';
import type { CommandTable } from '../commands/command-table.js';
import type { Generations } from '../generation.js';
import { codeSpan, escapeMarkdown } from '../markdown.js';
import type { ChatBot, ChatBotSlice } from '../ports/chat-bot.js';
import type { AdapterHost } from '../reload/adapter-host.js';
import type { HandOver } from '../run/hand-over.js';
import type { RunRequest } from '../run/run-request.js';
import type { SubmitRun } from '../run/submit-run.js';
import { inOrder, joinTexts, type StoredMessage } from './bursts.js';
import type { EffectivePreferences } from './effective-preferences.js';
import type { InboundMessage } from './inbound.js';
import { interpretMessage, placeOf } from './interpret-message.js';
import type { ReadReply } from './read-reply.js';

/** What becomes of a burst: nothing for the engine, or a run that answers it. */
export class ReceiveMessage {
  readonly #generations: Generations;
  readonly #bots: AdapterHost<ChatBotSlice, ChatBot>;
  readonly #inbox: Inbox;
  readonly #preferences: EffectivePreferences;
  readonly #replies: ReadReply;
  readonly #submitRun: SubmitRun;
  readonly #commands: CommandTable;
  readonly #handOver: HandOver;

  constructor(
    generations: Generations,
    bots: AdapterHost<ChatBotSlice, ChatBot>,
    inbox: Inbox,
    preferences: EffectivePreferences,
    replies: ReadReply,
    submitRun: SubmitRun,
    commands: CommandTable,
    handOver: HandOver,
  ) {
    this.#generations = generations;
    this.#bots = bots;
    this.#inbox = inbox;
    this.#preferences = preferences;
    this.#replies = replies;
    this.#submitRun = submitRun;
    this.#commands = commands;
    this.#handOver = handOver;
  }

  /** Handles messages that belong together; resolves when a run was submitted or the reply is on its way. */
  async receive(parts: readonly StoredMessage[]): Promise<void> {
    const first = inOrder(parts)[0];
    if (first === undefined) return;
    const rows = parts.map((part) => part.row);
    const text = joinTexts(parts);
    const bot = await this.#bots.current();
    if (await this.#refused(first.message, parts, text, bot)) return this.#inbox.finish(rows, 'done');
    const request = await this.#interpret(first.message, text, bot);
    const taker = request.ok ? this.#handOver.take(request.value) : null;
    if (taker !== null) return this.#handed(first.message, taker, rows, bot);
    const submitted = request.ok ? await this.#submitRun.submit({ ...request.value, rows }) : request;
    const { channel } = bot;
    const options = { replyTo: first.message.messageId };
    if (!submitted.ok) {
      await channel.say(placeOf(first.message), { problem: submitted.problem }, options);
      await this.#inbox.finish(rows, 'done');
    } else if (submitted.value === 'draining') {
      await channel.say(placeOf(first.message), { problem: { kind: 'draining' } }, { ...options, silent: true });
    }
  }

  /** Its run answers for it from now on. */
  async #handed(message: InboundMessage, run: RunId, rows: readonly RowId[], { channel }: ChatBot): Promise<void> {
    const markdown = '↪️ Handed to the run that is going on.';
    const about = { kind: 'run', run } as const;
    void channel.say(placeOf(message), { markdown }, { replyTo: message.messageId, silent: true, about });
    await this.#inbox.finish(rows, 'done');
  }

  /** What a message that is not run unasked would run; `null` if nothing. */
  async requestOf({ message }: StoredMessage): Promise<RunRequest | null> {
    if (message.text.trim() === '') return null;
    const request = await this.#interpret(message, message.text, await this.#bots.current());
    return request.ok ? request.value : null;
  }

  async #interpret(message: InboundMessage, text: string, bot: ChatBot): Promise<Result<RunRequest, ChatProblem>> {
    const interpreted = interpretMessage(message, text, {
      generation: this.#generations.current(),
      botUsername: bot.username,
      preferences: await this.#preferences.of(message),
      reply: await this.#replies.of(message),
    });
    return interpreted.ok ? ok({ ...interpreted.value, origin: { kind: 'message' }, rows: [] }) : interpreted;
  }

  /** Answers what is no task for an engine; `true` if that settles it. */
  async #refused(
    message: InboundMessage,
    parts: readonly StoredMessage[],
    text: string,
    bot: ChatBot,
  ): Promise<boolean> {
    const say = (markdown: string) =>
      bot.channel.say(placeOf(message), { markdown }, { replyTo: message.messageId, silent: true });
    const attachment = parts.find((part) => part.message.attachment !== null)?.message.attachment ?? null;
    if (attachment !== null) {
      await say(
        text === ''
          ? `📎 I can't take ${nameOf(attachment)} yet, only text. Nothing was started.`
          : `📎 I can't take ${nameOf(attachment)} yet; only the text with it goes to the agent.`,
      );
    }
    if (text.trim() === '') return true;
    const typo = parseDotTypo(text);
    if (typo !== null && this.#commands.knows(typo)) {
      await say(`Did you mean ${codeSpan(`/${typo}`)}? Commands begin with a slash; nothing was started.`);
      return true;
    }
    return false;
  }

  /** Tells who wrote to a bot that was replaced and only sees its runs to their end. */
  async tellMoved({ row, message }: StoredMessage, former: ChatBot): Promise<void> {
    const now = await this.#bots.current();
    const text = `➡️ This bot has been replaced. Please write to @${escapeMarkdown(now.username)}; nothing was started.`;
    await former.channel.say(placeOf(message), { markdown: text }, { replyTo: message.messageId });
    await this.#inbox.finish([row], 'done');
  }
}

/** Whether a message is a command of ours, so that it must not wait for others to be joined with it. */
export function isOwnCommand(message: InboundMessage, botUsername: string, commands: CommandTable): boolean {
  const command = message.forwarded ? null : parseSlashCommand(message.text);
  if (command === null) return false;
  return isForUs(command.addressee, botUsername) && commands.knows(command.name);
}

/** Whether a command's addressee, if it names one, is our bot. */
export function isForUs(addressee: string | null, botUsername: string): boolean {
  return addressee === null || addressee === botUsername.toLowerCase();
}

function nameOf(attachment: NonNullable<InboundMessage['attachment']>): string {
  return attachment === 'voice' ? 'voice messages' : attachment === 'audio' ? 'audio files' : `${attachment}s`;
}
