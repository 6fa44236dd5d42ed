import type { BotAccount } from './bot-account.js';
import { type BotAnswer, envelope } from './bot-answer.js';
import { callMethod } from './bot-methods.js';
import type { Fault, Faults } from './faults.js';
import type { Parameters } from './parameters.js';
import type { World } from './world.js';

/** One call that came in, and what became of it. */
export interface LoggedCall {
  readonly atMs: number;
  readonly token: string;
  readonly method: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** The fault it met, if any. */
  readonly fault: Fault['kind'] | null;
  /** The status it was answered with; `null` while there is no answer, or if there never was one. */
  status: number | null;
}

/** What goes back over the wire; `cut`: nothing, the connection ends. */
export type Reply =
  | { readonly kind: 'body'; readonly status: number; readonly body: string }
  | { readonly kind: 'cut' };

/** What goes back for a file: all of it, or what comes before the connection ends or hangs. */
export type FileReply =
  | Reply
  | {
      readonly kind: 'content';
      readonly bytes: number;
      readonly content: Iterable<Uint8Array<ArrayBuffer>>;
      readonly then: 'end' | 'cut' | 'hang';
    };

/** The Bot API without its sockets: calls go in, replies come out, everything is written down. */
export class BotApi {
  readonly calls: LoggedCall[] = [];
  readonly #world: World;
  readonly #bots: ReadonlyMap<string, BotAccount>;
  readonly #faults: Faults;
  readonly #changed: () => void;

  constructor(world: World, bots: ReadonlyMap<string, BotAccount>, faults: Faults, changed: () => void) {
    this.#world = world;
    this.#bots = bots;
    this.#faults = faults;
    this.#changed = changed;
  }

  /** Answers a call, unless `signal` says that the caller has gone. */
  async handle(token: string, method: string, parameters: Parameters, signal: AbortSignal): Promise<Reply> {
    const fault = this.#faults.take(method, parameters.integer('chat_id'));
    const call: LoggedCall = {
      atMs: this.#world.now(),
      token,
      method,
      parameters: parameters.all,
      fault: fault?.kind ?? null,
      status: null,
    };
    this.calls.push(call);
    const replying = this.#reply(token, { method, parameters, signal }, fault);
    this.#changed();
    const reply = await replying;
    call.status = reply.kind === 'body' ? reply.status : null;
    this.#changed();
    return reply;
  }

  /** Answers a request for a file. */
  async download(token: string, path: string, signal: AbortSignal): Promise<FileReply> {
    const fault = this.#faults.take('download', null);
    const call: LoggedCall = {
      atMs: this.#world.now(),
      token,
      method: 'download',
      parameters: { path },
      fault: fault?.kind ?? null,
      status: null,
    };
    this.calls.push(call);
    this.#changed();
    const reply = await this.#file(token, path, fault, signal);
    call.status = reply.kind === 'cut' ? null : reply.kind === 'body' ? reply.status : 200;
    this.#changed();
    return reply;
  }

  async #file(token: string, path: string, fault: Fault | null, signal: AbortSignal): Promise<FileReply> {
    const bot = this.#bots.get(token);
    if (bot === undefined || bot.revoked) return json({ ok: false, code: 401, description: 'Unauthorized' });
    switch (fault?.kind) {
      case 'reset':
        return { kind: 'cut' };
      case 'hang':
        await aborted(signal);
        return { kind: 'cut' };
      case 'answer':
        return json({ ...fault, ok: false });
      case 'page':
        return { kind: 'body', status: fault.status, body: fault.body };
      default: {
        const file = this.#world.files.at(path);
        if (file === undefined) return json({ ok: false, code: 404, description: 'Not Found' });
        const isHalf = fault?.kind === 'cut' || fault?.kind === 'stall';
        const content = isHalf ? firstHalf(file.content(), file.bytes) : file.content();
        const then = fault?.kind === 'cut' ? 'cut' : fault?.kind === 'stall' ? 'hang' : 'end';
        return { kind: 'content', bytes: file.bytes, content, then };
      }
    }
  }

  async #reply(
    token: string,
    call: { readonly method: string; readonly parameters: Parameters; readonly signal: AbortSignal },
    fault: Fault | null,
  ): Promise<Reply> {
    const bot = this.#bots.get(token);
    if (bot === undefined || bot.revoked) return json({ ok: false, code: 401, description: 'Unauthorized' });
    switch (fault?.kind) {
      case 'reset':
        return { kind: 'cut' };
      case 'hang':
      case 'stall':
        await aborted(call.signal);
        return { kind: 'cut' };
      case 'answer':
        return json({ ...fault, ok: false });
      case 'page':
        return { kind: 'body', status: fault.status, body: fault.body };
      case 'cut':
        await callMethod(this.#world, bot, call);
        return { kind: 'cut' };
      case 'twist': {
        const answer = await callMethod(this.#world, bot, call);
        return json(answer.ok ? { ...answer, result: fault.change(answer.result) } : answer);
      }
      case undefined:
        return json(await callMethod(this.#world, bot, call));
    }
  }
}

function json(answer: BotAnswer): Reply {
  const { status, json: body } = envelope(answer);
  return { kind: 'body', status, body: JSON.stringify(body) };
}

function* firstHalf(content: Iterable<Uint8Array<ArrayBuffer>>, bytes: number) {
  let left = Math.floor(bytes / 2);
  for (const piece of content) {
    yield piece.subarray(0, left);
    left -= Math.min(left, piece.length);
    if (left === 0) return;
  }
}

/** Resolves once nobody waits any more. */
export function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
