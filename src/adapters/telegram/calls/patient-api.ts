import { Api } from 'node-telegram-bot-api';

/** The vendor's client with its own ideas about time taken out: no retries (they repeat messages) and no deadlines. */
export class PatientApi extends Api {
  constructor(token: string, apiRoot: string, fetchImplementation: typeof fetch) {
    super(token, {
      apiRoot,
      maxRetries: 0,
      timeoutMs: 0,
      fetch: (url, init) => fetchImplementation(url, { ...init, redirect: 'error' }),
    });
  }

  protected override request<R>(method: string, params?: Record<string, unknown>, signal?: AbortSignal): Promise<R> {
    // A numeric `timeout` makes the transport end a long poll 10 s after it; as a text it means the same to Telegram.
    const timeout = params?.['timeout'];
    const wire = typeof timeout === 'number' ? { ...params, timeout: `${timeout}` } : params;
    return super.request<R>(method, wire, signal);
  }
}
