import { Api } from 'node-telegram-bot-api';
import type { Secret } from '../../../domain/secret.js';
import { type CallProblem, callProblem } from './call-problem.js';

/** A call as it ended: `ok`, why it failed, or `aborted` by us (at its deadline, or because it is not wanted any more). */
export interface EndedCall {
  readonly method: string;
  readonly outcome: 'ok' | 'aborted' | CallProblem['kind'];
}

/** Which bot it is, and where its Bot API is. */
export interface BotIdentity {
  readonly token: Secret;
  readonly apiUrl: string;
}

/** What calls are made with. */
export interface ApiTools {
  readonly fetch: typeof fetch;
  /** Is told of every call, without anything that was said. */
  readonly ended: (call: EndedCall) => void;
}

/** A proxy before the Bot API says in a page of its own what the Bot API says as JSON: that a file is too large for ever. */
function toldTooLarge(response: Response): Response {
  const isPage = response.status === 413 && !(response.headers.get('content-type') ?? '').includes('json');
  if (!isPage) return response;
  const said = { ok: false, error_code: 413, description: 'Request Entity Too Large' };
  return new Response(JSON.stringify(said), { status: 413 });
}

/** The vendor's client with its own ideas about time taken out: no retries (they repeat messages) and no deadlines. */
export class PatientApi extends Api {
  readonly #ended: (call: EndedCall) => void;

  constructor({ token, apiUrl: apiRoot }: BotIdentity, { fetch: transport, ended }: ApiTools) {
    super(token.reveal(), {
      apiRoot,
      maxRetries: 0,
      timeoutMs: 0,
      fetch: async (url, init) => toldTooLarge(await transport(url, { ...init, redirect: 'error' })),
    });
    this.#ended = ended;
  }

  protected override async request<R>(
    method: string,
    params?: Record<string, unknown>,
    signal?: AbortSignal,
  ): Promise<R> {
    // A numeric `timeout` makes the transport end a long poll 10 s after it; as a text it means the same to Telegram.
    const timeout = params?.['timeout'];
    const wire = typeof timeout === 'number' ? { ...params, timeout: `${timeout}` } : params;
    try {
      const result = await super.request<R>(method, wire, signal);
      this.#ended({ method, outcome: 'ok' });
      return result;
    } catch (error) {
      this.#ended({ method, outcome: signal?.aborted === true ? 'aborted' : callProblem(error).kind });
      throw error;
    }
  }
}
