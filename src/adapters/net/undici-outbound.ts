import type {
  Outbound,
  OutboundProblem,
  OutboundRequest,
  OutboundResponse,
} from '../../application/ports/http/outbound.js';
import type { StopSignal } from '../../domain/ports/stop-signal.js';
import type { Result } from '../../domain/result.js';
import type { OutboundTools } from './guarded-send.js';

/** Requests by undici, with what it needs loaded at the first one: a start does not wait for it. */
export class UndiciOutbound implements Outbound {
  readonly #tools: OutboundTools;

  constructor(tools: OutboundTools) {
    this.#tools = tools;
  }

  async send(request: OutboundRequest, stop: StopSignal): Promise<Result<OutboundResponse, OutboundProblem>> {
    const { guardedSend } = await import('./guarded-send.js');
    return guardedSend(request, stop, this.#tools);
  }
}
