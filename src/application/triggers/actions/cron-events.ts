import type { CronCalendar } from '../../../domain/cron/cron-calendar.js';
import type { CronClaim } from '../../../domain/cron/cron-claim.js';
import type { Place } from '../../../domain/ids.js';
import type { Instant } from '../../../domain/ports/clock.js';
import type { TokenSource } from '../../../domain/ports/token-source.js';
import { ok, type Result } from '../../../domain/result.js';
import { renderTemplate } from '../../../domain/trigger/template.js';
import { type TemplateValues, withOurs } from '../../../domain/trigger/template-values.js';
import type { Cron } from '../../../domain/trigger/trigger.js';
import { triggerName } from '../../../domain/trigger/trigger-name.js';
import type { ByteCodec } from '../../ports/system/byte-codec.js';
import type { Generation } from '../../values/generation.js';
import { fetchErrorText, promptWithData, templatePrompt } from '../../wording/triggers/trigger-prompt.js';
import type { FetchData, Fetched } from './fetch-data.js';
import type { Content, TriggerEvent } from './trigger-event.js';

/** What events are made of. */
export interface CronEventsTools {
  readonly fetchData: FetchData;
  readonly calendar: CronCalendar;
  readonly tokens: TokenSource;
  readonly codec: ByteCodec;
}

/** Makes of a cron whose instant has come what it acts on; what it is to fetch is fetched then. */
export class CronEvents {
  readonly #fetchData: FetchData;
  readonly #calendar: CronCalendar;
  readonly #tokens: TokenSource;
  readonly #codec: ByteCodec;

  constructor({ fetchData, calendar, tokens, codec }: CronEventsTools) {
    this.#fetchData = fetchData;
    this.#calendar = calendar;
    this.#tokens = tokens;
    this.#codec = codec;
  }

  /** Fails with the reason why nothing could be fetched in plain sentences, if that ends it. */
  async of(cron: Cron, claim: CronClaim, place: Place, generation: Generation): Promise<Result<TriggerEvent, string>> {
    const { row, instant } = claim;
    const known = this.#values(cron, instant, generation, {});
    const fetched = cron.fetch === null ? ok(null) : await this.#fetched(cron, known, generation);
    if (!fetched.ok) return fetched;
    const data = fetched.value;
    const extra = cron.fetch === null || data === null ? {} : { [cron.fetch.storeAs]: data.data };
    const values = this.#values(cron, instant, generation, extra);
    const prompt = this.#prompt(cron, values, data);
    const content = data?.content ?? this.#textContent(prompt);
    const key = `untether-${triggerName(cron)}-${row}-${instant}`;
    return ok({ trigger: cron, generation, place, row, values, prompt, content, uploads: [], dueAt: instant, key });
  }

  async #fetched(cron: Cron, values: TemplateValues, generation: Generation): Promise<Result<Fetched | null, string>> {
    if (cron.fetch === null) return ok(null);
    const fetched = await this.#fetchData.fetch(cron, cron.fetch, values, generation);
    if (fetched.ok || cron.fetch.onFailure === 'abort') return fetched;
    const text = fetchErrorText(fetched.problem);
    return ok({ content: this.#textContent(text), data: text, text });
  }

  #values(cron: Cron, instant: Instant, { config }: Generation, extra: TemplateValues): TemplateValues {
    const date = this.#calendar.date(cron.timezone ?? config.triggers.defaultTimezone, instant);
    return withOurs(extra, instant, date, cron.id);
  }

  #prompt(cron: Cron, values: TemplateValues, fetched: Fetched | null): string {
    const tools = () => ({ name: triggerName(cron), nonce: this.#tokens.next() });
    if (cron.promptTemplate !== null) {
      return fetched === null
        ? renderTemplate(cron.promptTemplate, values)
        : templatePrompt(cron.promptTemplate, values, tools());
    }
    const prompt = cron.prompt ?? '';
    return fetched === null ? prompt : promptWithData(prompt, cron.fetch?.storeAs ?? '', fetched.text, tools());
  }

  #textContent(text: string): Content {
    return { bytes: this.#codec.encode(text), type: 'text/plain; charset=utf-8' };
  }
}
