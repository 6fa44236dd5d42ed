import type { Alarm } from '../../../domain/ports/alarm.js';
import type { StopSource } from '../../../domain/ports/stop-signal.js';
import { ok, type Result } from '../../../domain/result.js';
import type { Outbound, OutboundProblem, OutboundRequest } from '../../ports/http/outbound.js';
import type { Journal } from '../../ports/system/journal.js';
import type { TemplateProblem } from '../../values/triggers/template-problem.js';
import { answeredText, outboundText, requestProblem } from '../../wording/triggers/outbound-text.js';
import type { ActionResult } from './action-result.js';
import { PutOff } from './put-off.js';
import type { RequestTemplate } from './request-template.js';
import type { TriggerEvent } from './trigger-event.js';
import { urlHost } from './url-host.js';

/** How long one attempt may take, in milliseconds. */
const TIMEOUT_MS = 15_000;
/** How long to wait before each further attempt, in milliseconds. */
const WAIT_MS = [2_000, 4_000] as const;

/** What passing on is built on. */
export interface ForwardContentTools {
  readonly outbound: Outbound;
  readonly templates: RequestTemplate;
  readonly alarm: Alarm;
  /** Stops when the program ends. */
  readonly ending: Pick<StopSource, 'signal'>;
  readonly journal: Journal;
}

/** Passes content on to a URL, several times if need be. */
export class ForwardContent {
  readonly #tools: ForwardContentTools;

  constructor(tools: ForwardContentTools) {
    this.#tools = tools;
  }

  /**
   * Every attempt carries the same `Idempotency-Key`. What may pass (5xx, 408, 429, no connection) is tried again. Rejects
   * with `PutOff` when the program ends first.
   */
  async forward(occasion: TriggerEvent): Promise<ActionResult> {
    const request = this.#requestOf(occasion);
    if (!request.ok) return { ok: false, text: requestProblem(request.problem) };
    for (let attempt = 0; ; attempt++) {
      const result = await this.#attempt(request.value);
      const waitMs = WAIT_MS[attempt];
      if (result.ok || !result.mayPass || waitMs === undefined) return result;
      const data = { row: occasion.row, attempt: attempt + 1, waitMs };
      this.#tools.journal.record({ name: 'forward.retrying', level: 'warn', data });
      await new Promise<void>((resolve) => void this.#tools.alarm.after(waitMs, resolve));
    }
  }

  async #attempt(request: OutboundRequest): Promise<ActionResult & { readonly mayPass: boolean }> {
    const { outbound, ending } = this.#tools;
    const sent = await outbound.send(request, ending.signal);
    if (!sent.ok) {
      if (sent.problem.kind === 'aborted') throw new PutOff();
      return { ok: false, text: outboundText(sent.problem), mayPass: mayPass(sent.problem) };
    }
    const { status } = sent.value;
    const isFine = status >= 200 && status < 300;
    const text = answeredText(urlHost(request.url), status);
    return { ok: isFine, text, mayPass: status >= 500 || status === 408 || status === 429 };
  }

  #requestOf(occasion: TriggerEvent): Result<OutboundRequest, TemplateProblem> {
    const { trigger, values, generation, content, key } = occasion;
    const templates = { url: trigger.forwardUrl, headers: trigger.forwardHeaders };
    const head = this.#tools.templates.head(templates, values, generation);
    if (!head.ok) return head;
    const own = { 'content-type': content.type ?? 'application/octet-stream', 'idempotency-key': key };
    return ok({
      ...head.value,
      method: trigger.forwardMethod,
      headers: { ...own, ...head.value.headers },
      body: content.bytes,
      timeoutMs: TIMEOUT_MS,
      maxBytes: null,
    });
  }
}

function mayPass({ kind }: OutboundProblem): boolean {
  return kind === 'connection-failed' || kind === 'timeout' || kind === 'unresolved';
}
