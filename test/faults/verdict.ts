import { showsEnd, showsRun } from '../support/run-message.js';
import type { LoggedMessage } from '../support/telegram-server/chat-log.js';
import { HANDED_OUT_BYTES } from './asks.js';
import { type Fact, type FactKind, tokensIn } from './ledger.js';

/** What became of one fact. */
export interface Fate {
  readonly fact: Fact;
  /** How often an engine was started with its prompt. */
  readonly starts: number;
  /** Messages that bring its outcome: a final, or what it was to tell. */
  readonly finals: readonly LoggedMessage[];
  /** Files with the whole of an answer whose beginning is in a final. */
  readonly files: readonly LoggedMessage[];
  /** Messages that say what else became of it: interrupted, cancelled, too late, refused. */
  readonly tellings: readonly LoggedMessage[];
  /** The files that its run handed out. */
  readonly handedOut: readonly LoggedMessage[];
  /** The pictures that it handed out. */
  readonly pictures: readonly LoggedMessage[];
  /** Messages that say that it is accepted. */
  readonly confirmations: readonly LoggedMessage[];
  /** Whether its owner knows what became of it. */
  known: boolean;
}

/** What there is to judge by. */
export interface Evidence {
  readonly facts: readonly Fact[];
  /** Every message of the bot. */
  readonly messages: readonly LoggedMessage[];
  /** The prompts that engines were started with. */
  readonly prompts: readonly string[];
  /** What presses were answered with, by the query's id. */
  readonly toasts: ReadonlyMap<string, string | null>;
}

type Reading = 'final' | 'file' | 'telling' | 'confirmation' | 'announcement' | 'progress' | 'other';

/** What a message of the bot is, by its first words. */
export function readingOf({ now }: Pick<LoggedMessage, 'now'>): Reading {
  const { text } = now;
  if (/^📎 zq\d{6}\.txt/u.test(text)) return 'file';
  if (showsRun(text) || KEPT.test(text)) return 'progress';
  // That a trigger starts something says nothing of what becomes of it.
  if (/^(?:⚡|⏰) (?:webhook|cron):[\w.-]+(?: · | → |$)/.test(text)) return 'announcement';
  if (/^⏳ #\d+ will run in /.test(text)) return 'confirmation';
  if (/^(?:⏸|🚫)|^⚠️|^⏰|^⏳|^❌|^💥|interrupted|was not run|did not run|not started/u.test(text)) return 'telling';
  if (showsEnd(text)) return 'final';
  return 'other';
}

const KEPT = /^📥 Kept for later/u;

/** Says of every fact what became of it. */
export function fatesOf({ facts, messages, prompts, toasts }: Evidence): readonly Fate[] {
  const starts = countTokens(prompts);
  const byToken = new Map<string, LoggedMessage[]>();
  const byReply = new Map<string, LoggedMessage[]>();
  const unnamed = new Map<string, number>();
  for (const message of messages) {
    // Of an album only the first has words, and what was sent just before a prompt is answered with it.
    const tokens = tokensIn(`${message.now.text} ${message.photo?.name ?? ''}`);
    for (const token of tokens) push(byToken, token, message);
    if (message.replyTo !== null) push(byReply, `${message.chatId}:${message.replyTo}`, message);
    const hook = /webhook:([\w-]+)/.exec(message.now.text)?.[1];
    const tells = ['final', 'telling'].includes(readingOf(message));
    if (tokens.length === 0 && hook !== undefined && tells) unnamed.set(hook, (unnamed.get(hook) ?? 0) + 1);
  }
  const fates = facts.map((fact) => {
    if (fact.press !== null) return pressFate(fact, messages, toasts);
    const named = byToken.get(fact.token) ?? [];
    const replies = fact.messageId === null ? [] : (byReply.get(`${fact.chatId}:${fact.messageId}`) ?? []);
    return fateOf(fact, [...new Set([...named, ...replies])], starts.get(fact.token) ?? 0);
  });
  // Words that were sent right behind a file start one run with it, and one message tells of both.
  for (const tokens of prompts.map(tokensIn).filter(({ length }) => length > 1)) {
    const mates = fates.filter(({ fact }) => tokens.includes(fact.token));
    if (mates.some(({ known }) => known)) for (const fate of mates) fate.known = true;
  }
  // The toast of a press that took an `/at` back tells of the `/at` too.
  const dropped = new Set(facts.filter((fact) => tookBack(fact, toasts)).map(({ press }) => press?.about));
  for (const fate of fates) if (dropped.has(fate.fact.token)) fate.known = true;
  // A telling that names only the webhook stands for one of its deliveries that nothing else is known of.
  for (const fate of fates) {
    const left = unnamed.get(fate.fact.hook ?? '') ?? 0;
    if (fate.known || left === 0 || !fate.fact.accepted) continue;
    unnamed.set(fate.fact.hook ?? '', left - 1);
    fate.known = true;
  }
  return fates;
}

/** A press is known to have had its effect by its toast, or by what the message above the button became. */
function pressFate(fact: Fact, messages: readonly LoggedMessage[], toasts: Evidence['toasts']): Fate {
  const target = messages.find((one) => one.chatId === fact.chatId && one.messageId === fact.messageId);
  const changed = target !== undefined && (target.deletedAtMs !== null || PRESSED.test(target.now.text));
  const known = changed || (toasts.get(fact.press?.id ?? '') ?? null) !== null;
  return {
    fact,
    starts: 0,
    finals: [],
    files: [],
    handedOut: [],
    pictures: [],
    tellings: [],
    confirmations: [],
    known,
  };
}

const PRESSED = /^(?:⏸|🚫|🛑)|^❌|^It is no longer scheduled/u;

function fateOf(fact: Fact, messages: readonly LoggedMessage[], starts: number): Fate {
  const files = messages.filter(({ document }) => document?.text.includes(fact.token));
  const pictures = messages.filter(({ photo }) => photo !== undefined);
  const are = (reading: Reading) =>
    messages.filter((message) => readingOf(message) === reading && ![...files, ...pictures].includes(message));
  const isNews = fact.kind === 'notify';
  const finals = isNews ? messages : are('final');
  // Whatever else names it or answers it tells something of it.
  const tellings = isNews ? [] : [...are('telling'), ...are('other')];
  const isWhole = finals.length > 0 && (!fact.long || files.length > 0);
  const known = isWhole || tellings.length > 0;
  const handedOut = are('file');
  return { fact, starts, finals, files, handedOut, pictures, tellings, confirmations: are('confirmation'), known };
}

/** The sums that the promises are about. */
export interface Sums {
  readonly accepted: ReadonlyMap<FactKind, number>;
  readonly run: number;
  readonly told: number;
  /** Messages beyond the first that say the same of one thing. */
  readonly repeats: readonly string[];
  /** How often one and the same of them was repeated at most. */
  readonly mostRepeats: number;
  readonly lost: number;
  /** Engines started more than once for one fact, or for one that was taken back. */
  readonly startedTwice: number;
  /** Progress messages that still say that something waits or goes on. */
  readonly hanging: number;
  /** What went wrong, in words. */
  readonly complaints: readonly string[];
}

/** Adds up; to be called when the program has come to rest. */
export function sumsOf(evidence: Evidence): Sums {
  const fates = fatesOf(evidence);
  const accepted = fates.filter(({ fact }) => fact.accepted);
  const lost = accepted.filter((fate) => !fate.known);
  const withheld = fates.filter(lacksFile);
  const halves = fates.flatMap(({ handedOut }) =>
    handedOut.filter(({ document }) => document?.bytes !== HANDED_OUT_BYTES),
  );
  const twice = fates.filter(({ starts }) => starts > 1);
  const kinds = new Map<FactKind, number>();
  for (const { fact } of accepted) kinds.set(fact.kind, (kinds.get(fact.kind) ?? 0) + 1);
  const undone = fates.filter(({ fact }) => wasRunThoughDropped(fact, evidence, fates));
  const hanging = evidence.messages.filter((one) => one.deletedAtMs === null && seemsAlive(one));
  return {
    accepted: kinds,
    run: fates.filter(({ starts }) => starts > 0).length,
    told: accepted.filter((fate) => fate.known).length,
    repeats: fates.flatMap((fate) => seriesOf(fate).flatMap((messages) => messages.slice(1).map(wordsOf(fate)))),
    mostRepeats: Math.max(0, ...fates.flatMap(seriesOf).map((messages) => messages.length - 1)),
    lost: lost.length + withheld.length + halves.length,
    startedTwice: twice.length + undone.length,
    hanging: hanging.length,
    complaints: [
      ...lost.map(({ fact, starts }) => `lost: ${nameOf(fact)}, ${starts} start(s)`),
      ...withheld.map(({ fact }) => `its file was lost: ${nameOf(fact)}`),
      ...halves.map(({ chatId, messageId }) => `half a file: message ${messageId} in chat ${chatId}`),
      ...undone.map(({ fact }) => `run although it was dropped: ${fact.press?.about} in chat ${fact.chatId}`),
      ...twice.map(({ fact, starts }) => `started ${starts} times: ${nameOf(fact)}`),
    ],
  };
}

/** Whether its answer is there, and the file that belongs to it isn’t. */
function lacksFile({ fact, finals, handedOut }: Fate): boolean {
  return fact.handsOut && finals.length > 0 && handedOut.length === 0;
}

/** Whether somebody was told that an `/at` is off, and it ran all the same. */
function wasRunThoughDropped(dropping: Fact, { toasts }: Evidence, fates: readonly Fate[]): boolean {
  if (!tookBack(dropping, toasts)) return false;
  return fates.some(({ fact, starts }) => fact.token === dropping.press?.about && starts > 0);
}

function tookBack({ kind, press }: Fact, toasts: Evidence['toasts']): boolean {
  return kind === 'drop' && press !== null && toasts.get(press.id) === 'Cancelled';
}

/** What was kept for later says the truth, and another message goes on from there. */
function seemsAlive(message: LoggedMessage): boolean {
  return readingOf(message) === 'progress' && !KEPT.test(message.now.text);
}

/** The messages that say the same of one thing, in groups. */
function seriesOf({
  finals,
  files,
  handedOut,
  pictures,
  tellings,
  confirmations,
}: Fate): readonly (readonly LoggedMessage[])[] {
  // A progress message that was mended says the same as the telling beside it, and is no message more.
  const sent = tellings.filter(({ history: [now] }) => readingOf({ now }) !== 'progress');
  const alike = Map.groupBy(pictures, ({ photo }) => photo?.name).values();
  return [finals, files, handedOut, ...alike, sent, confirmations];
}

function wordsOf({ fact }: Fate): (message: LoggedMessage) => string {
  return ({ messageId }) => `${nameOf(fact)} again as ${messageId}`;
}

function nameOf({ kind, token, chatId, messageId }: Fact): string {
  return `${kind} ${token} in chat ${chatId}${messageId === null ? '' : `, message ${messageId}`}`;
}

function countTokens(texts: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) for (const token of tokensIn(text)) counts.set(token, (counts.get(token) ?? 0) + 1);
  return counts;
}

function push<Key>(map: Map<Key, LoggedMessage[]>, key: Key, message: LoggedMessage): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [message]);
  else known.push(message);
}
