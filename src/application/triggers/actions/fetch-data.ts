import { isTooDeepJson } from '../../../domain/json-levels.js';
import type { StopSource } from '../../../domain/ports/stop-signal.js';
import { fail, ok, type Result } from '../../../domain/result.js';
import type { TemplateValues } from '../../../domain/trigger/template-values.js';
import type { Cron, CronFetch } from '../../../domain/trigger/trigger.js';
import type { Outbound, OutboundRequest } from '../../ports/http/outbound.js';
import type { ByteCodec } from '../../ports/system/byte-codec.js';
import type { FileVault } from '../../ports/system/file-vault.js';
import type { Generation } from '../../values/generation.js';
import type { TemplateProblem } from '../../values/triggers/template-problem.js';
import { fileProblemText } from '../../wording/triggers/file-problem-text.js';
import { answeredText, outboundText, requestProblem } from '../../wording/triggers/outbound-text.js';
import type { TriggerFiles } from '../files/trigger-files.js';
import { PutOff } from './put-off.js';
import type { RequestTemplate } from './request-template.js';
import type { Content } from './trigger-event.js';
import { urlHost } from './url-host.js';

/** What was fetched for a cron. */
export interface Fetched {
  readonly content: Content;
  /** As placeholders see it: JSON's values, the text, or its lines. */
  readonly data: unknown;
  /** As a prompt without a template shows it. */
  readonly text: string;
}

/** What fetching is built on. */
export interface FetchDataTools {
  readonly outbound: Outbound;
  readonly vault: FileVault;
  readonly files: TriggerFiles;
  readonly templates: RequestTemplate;
  readonly codec: ByteCodec;
  /** Stops when the program ends. */
  readonly ending: Pick<StopSource, 'signal'>;
}

/** Fetches what a cron works on: from the web or from a file, within its limits of time and size. */
export class FetchData {
  readonly #tools: FetchDataTools;

  constructor(tools: FetchDataTools) {
    this.#tools = tools;
  }

  /** Fails with the reason in plain sentences; rejects with `PutOff` when the program ends first. */
  async fetch(
    cron: Cron,
    fetch: CronFetch,
    values: TemplateValues,
    generation: Generation,
  ): Promise<Result<Fetched, string>> {
    const content =
      fetch.type === 'file_read'
        ? await this.#read(cron, fetch, generation)
        : await this.#request(fetch, fetch.type === 'http_get' ? 'GET' : 'POST', values, generation);
    return content.ok
      ? ok(parsed(content.value, this.#tools.codec.decode(content.value.bytes), fetch.parseAs))
      : content;
  }

  async #read(cron: Cron, { filePath, maxBytes }: CronFetch, generation: Generation): Promise<Result<Content, string>> {
    const { vault, files } = this.#tools;
    const path = files.pathOf(cron, filePath ?? '', generation);
    const read = await vault.read(path, maxBytes, files.rules(generation));
    return read.ok ? ok({ bytes: read.value, type: null }) : fail(fileProblemText(read.problem));
  }

  async #request(
    fetch: CronFetch,
    method: 'GET' | 'POST',
    values: TemplateValues,
    generation: Generation,
  ): Promise<Result<Content, string>> {
    const request = this.#requestOf(fetch, method, values, generation);
    if (!request.ok) return fail(requestProblem(request.problem));
    const { outbound, ending } = this.#tools;
    const sent = await outbound.send(request.value, ending.signal);
    if (!sent.ok && sent.problem.kind === 'aborted') throw new PutOff();
    if (!sent.ok) return fail(outboundText(sent.problem));
    const { status, body, headers } = sent.value;
    if (status >= 200 && status < 300) return ok({ bytes: body, type: headers['content-type'] ?? null });
    return fail(answeredText(urlHost(request.value.url), status));
  }

  #requestOf(
    fetch: CronFetch,
    method: 'GET' | 'POST',
    values: TemplateValues,
    generation: Generation,
  ): Result<OutboundRequest, TemplateProblem> {
    const { templates } = this.#tools;
    const head = templates.head(fetch, values, generation);
    if (!head.ok) return head;
    const body = templates.text((method === 'POST' && fetch.body) || '', values, generation);
    if (!body.ok) return body;
    return ok({
      ...head.value,
      method,
      body: method === 'POST' ? this.#tools.codec.encode(body.value) : null,
      timeoutMs: fetch.timeoutMs,
      maxBytes: fetch.maxBytes,
    });
  }
}

/** JSON that can't be read stays text. */
function parsed(content: Content, text: string, as: CronFetch['parseAs']): Fetched {
  if (as === 'lines') {
    const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
    return { content, data: lines, text: lines.join('\n') };
  }
  const value = as === 'json' ? fromJson(text) : undefined;
  if (value === undefined) return { content, data: text, text };
  return { content, data: value, text: typeof value === 'string' ? value : JSON.stringify(value, null, 2) };
}

function fromJson(text: string): unknown {
  if (isTooDeepJson(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
