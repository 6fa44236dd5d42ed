/** A method of the Bot API, `download` for the content of a file, or `*` for any. */
export type FaultTarget = string;

/**
 * What goes wrong with a call. `reset`: the connection is cut before anything happened. `cut`: the call is carried out,
 * then the connection is cut without an answer. `hang`: there is no answer at all. `answer`: an error of the Bot API.
 * `page`: something that isn't JSON, as gateways send it. `twist`: the call is carried out and its result changed. Of a
 * download `cut` sends the first half, and `stall` too, but then keeps the connection.
 */
export type Fault =
  | { readonly kind: 'reset' }
  | { readonly kind: 'cut' }
  | { readonly kind: 'hang' }
  | { readonly kind: 'stall' }
  | {
      readonly kind: 'answer';
      readonly code: number;
      readonly description: string;
      readonly parameters?: { readonly retry_after?: number; readonly migrate_to_chat_id?: number };
    }
  | { readonly kind: 'page'; readonly status: number; readonly body: string }
  | { readonly kind: 'twist'; readonly change: (result: unknown) => unknown };

interface Planned {
  readonly target: FaultTarget;
  readonly fault: Fault;
  readonly chatId: number | null;
  left: number;
}

/** 429 with a wait in seconds. */
export function flood(retryAfterS: number): Fault {
  const description = `Too Many Requests: retry after ${retryAfterS}`;
  return { kind: 'answer', code: 429, description, parameters: { retry_after: retryAfterS } };
}

/** A 5xx in Telegram's envelope. */
export function serverError(code = 500): Fault {
  return { kind: 'answer', code, description: 'Internal Server Error' };
}

/** The faults that are still to come. */
export class Faults {
  readonly #planned: Planned[] = [];

  /** The next calls of the method (to the chat, if one is named) go wrong; answers how to take back what is left. */
  next(
    target: FaultTarget,
    fault: Fault,
    options: { readonly times?: number; readonly chatId?: number } = {},
  ): () => void {
    const planned = { target, fault, chatId: options.chatId ?? null, left: options.times ?? 1 };
    this.#planned.push(planned);
    return () => {
      planned.left = 0;
    };
  }

  /** Every call of the method goes wrong, until it is taken back. */
  always(target: FaultTarget, fault: Fault, options: { readonly chatId?: number } = {}): () => void {
    return this.next(target, fault, { ...options, times: Number.POSITIVE_INFINITY });
  }

  /** No further faults. */
  clear(): void {
    this.#planned.length = 0;
  }

  /** Uses up one fault for a call, if there is one. */
  take(method: string, chatId: number | null): Fault | null {
    const fits = (one: Planned) =>
      one.left > 0 && (one.target === '*' || one.target === method) && (one.chatId === null || one.chatId === chatId);
    const planned = this.#planned.find(fits);
    if (planned === undefined) return null;
    planned.left--;
    return planned.fault;
  }
}
