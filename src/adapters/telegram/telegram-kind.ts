import { createHash } from 'node:crypto';
import type { AdapterKind, Running } from '../../application/hosting/adapter-kind.js';
import type { ChatBot, ChatBotSlice } from '../../application/ports/chat/chat-bot.js';
import type { HeldLock, InstanceLock, LockProblem } from '../../application/ports/system/instance-lock.js';
import type { OpenProblem } from '../../application/values/reload/rejected-reading.js';
import { errorText } from '../../domain/error-text.js';
import { fail, ok, type Result } from '../../domain/result.js';
import { BotCalls } from './calls/bot-calls.js';
import type { CallProblem } from './calls/call-problem.js';
import { FileCalls } from './calls/file-calls.js';
import { type SendLimits, sendLimits } from './send-queue/send-limits.js';
import { SendQueueMemory } from './send-queue/send-queue-memory.js';
import { TelegramBot, type TelegramBotDeps } from './telegram-bot.js';

/** What Telegram bots are made with. `lock`, if there, keeps two programs from using one token. */
export interface TelegramKindDeps extends TelegramBotDeps {
  readonly lock?: InstanceLock;
  /** Node's own `fetch` unless given. */
  readonly fetch?: typeof fetch;
  /** Telegram's limits unless given. */
  readonly limitsFor?: (groupChatRps: number) => SendLimits;
}

const TOKEN_KEY = 'transports.telegram.bot_token';
const URL_KEY = 'transports.telegram.api_url';

/** How Telegram bots are opened and compared: a bot is its token at its Bot API server. */
export function telegramKind(deps: TelegramKindDeps): AdapterKind<ChatBotSlice, ChatBot> {
  return {
    name: 'telegram',
    identity,
    equal: (a, b) => identity(a) === identity(b) && a.groupChatRps === b.groupChatRps && a.reactions === b.reactions,
    open: (slice) => open(slice, deps),
  };
}

async function open(
  slice: ChatBotSlice,
  deps: TelegramKindDeps,
): Promise<Result<Running<ChatBotSlice, ChatBot>, OpenProblem>> {
  if (slice.token.reveal().trim() === '') return fail(tokenProblem('The bot token is empty.'));
  if (!isHttpUrl(slice.apiUrl)) return fail(urlProblem('refused', 'This is not an http or https address.'));
  const lock = lockOn(slice, deps);
  if (lock?.ok === false) return lock;
  const transport = deps.fetch ?? fetch;
  const calls = new BotCalls(slice, deps.alarm, {
    fetch: transport,
    ended: ({ method, outcome }) =>
      deps.journal.record({ name: 'telegram.called', level: 'debug', data: { method, outcome } }),
  });
  const me = await calls.getMe();
  if (!me.ok) {
    lock?.value.release();
    return fail(loginProblem(me.problem));
  }
  const { groupChatRps, reactions } = slice;
  const limitsFor = deps.limitsFor ?? sendLimits;
  const memory = new SendQueueMemory({ ...deps, bot: me.value.id });
  const remembered = await memory.recall();
  const settings = { groupChatRps, reactions, limitsFor };
  const files = new FileCalls(slice, { calls, alarm: deps.alarm, fetch: transport });
  const bot = { me: me.value, calls, files, ...settings, lock: lock?.value ?? null, memory, remembered };
  return ok(new TelegramBot(deps, bot));
}

/** The lock on the token, if locks are kept. */
function lockOn(slice: ChatBotSlice, { lock }: TelegramKindDeps): Result<HeldLock, OpenProblem> | null {
  if (lock === undefined) return null;
  try {
    const taken = lock.take(`telegram-${digest(identity(slice))}`);
    return taken.ok ? taken : fail(lockProblem(taken.problem));
  } catch (cause) {
    const message = `The lock on this bot token can't be kept (${errorText(cause)}).`;
    return fail({
      kind: 'refused',
      key: TOKEN_KEY,
      message,
      hint: 'Make that directory writable, or set HOME to another one.',
    });
  }
}

function loginProblem(problem: CallProblem): OpenProblem {
  switch (problem.kind) {
    case 'unauthorized':
      return tokenProblem(`Telegram does not know this bot token (${problem.reason}).`);
    case 'unavailable':
    case 'flood':
    case 'conflict':
    case 'stopped':
      return urlProblem('unreachable', `The Bot API can't be reached (${problem.reason}).`);
    default:
      return urlProblem('refused', `This does not answer like a Bot API (${problem.reason}).`);
  }
}

function tokenProblem(message: string): OpenProblem {
  return {
    kind: 'refused',
    key: TOKEN_KEY,
    message,
    hint: 'Copy the token again from @BotFather, or have it make a new one.',
  };
}

function lockProblem(problem: LockProblem): OpenProblem {
  if (problem.kind === 'not-ours') {
    const { message, hint } = problem;
    return { kind: 'refused', key: TOKEN_KEY, message: `The lock on this bot token can't be taken. ${message}`, hint };
  }
  const message = `Another program uses this bot token (${problem.by}).`;
  return { kind: 'refused', key: TOKEN_KEY, message, hint: 'Stop that program, or give this one a bot of its own.' };
}

function urlProblem(kind: OpenProblem['kind'], message: string): OpenProblem {
  return {
    kind,
    key: URL_KEY,
    message,
    hint: 'Check the network and the address; leave the key out for Telegram itself.',
  };
}

function isHttpUrl(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && (url.protocol === 'http:' || url.protocol === 'https:');
}

function identity(slice: ChatBotSlice): string {
  return `${slice.apiUrl.replace(/\/+$/, '')}#${digest(slice.token.reveal())}`;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
