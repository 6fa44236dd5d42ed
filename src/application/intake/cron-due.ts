import type { Place, RowId, TriggerId } from '../../domain/ids.js';
import type { Clock, Instant } from '../../domain/ports/clock.js';
import type { CronCalendar } from '../../domain/ports/cron-calendar.js';
import type { FiredLedger } from '../../domain/ports/fired-ledger.js';
import type { Inbox } from '../../domain/ports/inbox.js';
import { fail, ok, type Result } from '../../domain/result.js';
import { formatSpan } from '../../domain/schedule/delay.js';
import type { CronClaim } from '../../domain/trigger/cron-claim.js';
import type { CronListener } from '../../domain/trigger/cron-scheduler.js';
import { fingerprint } from '../../domain/trigger/fingerprint.js';
import { renderTemplate } from '../../domain/trigger/prompt-template.js';
import type { Cron } from '../../domain/trigger/trigger.js';
import { triggerName } from '../../domain/trigger/trigger-name.js';
import type { ChatProblem } from '../chat-problem.js';
import type { Generation, Generations } from '../generation.js';
import { codeSpan } from '../markdown.js';
import { missedNotice } from '../notices/missed-notice.js';
import type { TellNotices } from '../notices/tell-notices.js';
import type { Journal } from '../ports/journal.js';
import type { RunRequest } from '../run/run-request.js';
import type { SubmitRun } from '../run/submit-run.js';
import type { EffectivePreferences } from './effective-preferences.js';
import { resolveRun } from './resolve-run.js';
import { ownerPlace, triggerPlace, triggerSession } from './trigger-place.js';

/** What starting the runs of crons is built on. */
export interface CronDueTools {
  readonly generations: Generations;
  readonly submitRun: SubmitRun;
  readonly preferences: EffectivePreferences;
  readonly calendar: CronCalendar;
  readonly notices: TellNotices;
  readonly inbox: Inbox;
  readonly fired: FiredLedger;
  readonly clock: Clock;
  readonly journal: Journal;
}

/** Starts the run of a cron whose instant has come and is claimed. */
export class CronDue implements CronListener {
  readonly #tools: CronDueTools;

  constructor(tools: CronDueTools) {
    this.#tools = tools;
  }

  due(claim: CronClaim): void {
    const { id, instant, row } = claim;
    const { journal, fired } = this.#tools;
    journal.record({ name: 'cron.due', level: 'info', data: { id, instant, row } });
    const name = triggerName({ kind: 'cron', id });
    void fired.note(name, instant).catch((cause) => journal.record({ name: 'ledger.failed', level: 'warn', cause }));
    void this.#run(claim).catch((cause) => {
      journal.record({ name: 'cron.failed', level: 'error', data: { ids: [id] }, cause });
    });
  }

  held(id: TriggerId, instant: Instant): void {
    this.#tools.journal.record({ name: 'cron.held', level: 'info', data: { id, instant } });
  }

  missed(id: TriggerId, instant: Instant): void {
    this.#tools.journal.record({ name: 'cron.missed', level: 'warn', data: { id, instant } });
    const ago = formatSpan(this.#tools.clock.now() - instant);
    const how = `was due ${ago} ago, while the machine slept or its clock was set, and was not run`;
    void this.tellMissed(id, instant, how).catch((cause) => {
      this.#tools.journal.record({ name: 'cron.failed', level: 'error', data: { ids: [id] }, cause });
    });
  }

  failed(ids: readonly TriggerId[], cause: unknown): void {
    const { generations, journal, notices } = this.#tools;
    journal.record({ name: 'cron.failed', level: 'error', data: { ids }, cause });
    const generation = generations.current();
    for (const id of ids) {
      const cron = generation.triggers.cron(id);
      const place = cron === null ? null : triggerPlace(cron, generation);
      if (place === null) continue;
      const markdown = `❌ ${nameOf(id)} could not be started; the log says why.`;
      void notices.tell({ place, markdown });
    }
  }

  /** What would be run for a claim, by the configuration in force; `null` if its cron is gone or can't run. */
  async requestFor({ id, instant }: Omit<CronClaim, 'row'>): Promise<RunRequest | null> {
    const generation = this.#tools.generations.current();
    const cron = generation.triggers.cron(id);
    const place = cron === null ? null : triggerPlace(cron, generation);
    if (cron === null || place === null || cron.fetch !== null) return null;
    const request = await this.#requestOf(cron, place, instant, generation);
    return request.ok ? { ...request.value, rows: [] } : null;
  }

  retrying(ids: readonly TriggerId[], cause: unknown): void {
    this.#tools.journal.record({ name: 'cron.retrying', level: 'warn', data: { ids }, cause });
  }

  clockSetBack(byMs: number): void {
    this.#tools.journal.record({ name: 'clock.set-back', level: 'warn', data: { byMs: Math.round(byMs) } });
  }

  /** Tells that a cron was not run, with a button that runs it after all; `how` goes on behind its name. */
  async tellMissed(id: TriggerId, instant: Instant, how: string): Promise<void> {
    const request = await this.requestFor({ id, instant });
    if (request === null) return;
    const key = `cron-${fingerprint(`${id}:${instant}`)}`;
    const { order, settlement } = missedNotice(key, request.place, `${nameOf(id)} ${how}`, request);
    await this.#tools.notices.tell(order, settlement);
  }

  async #run({ id, row, instant }: CronClaim): Promise<void> {
    const generation = this.#tools.generations.current();
    const cron = generation.triggers.cron(id);
    if (cron === null) {
      return this.#giveUp(id, row, ownerPlace(generation), 'it is no longer in the configuration');
    }
    const place = triggerPlace(cron, generation);
    if (place === null) return this.#giveUp(id, row, null, 'there is no chat to report to');
    if (cron.fetch !== null) {
      return this.#giveUp(id, row, place, `${codeSpan('fetch')} is not available in this version`);
    }
    const request = await this.#requestOf(cron, place, instant, generation);
    const submitted = request.ok ? await this.#tools.submitRun.submit({ ...request.value, rows: [row] }) : request;
    if (!submitted.ok) await this.#refuse(id, row, place, submitted.problem);
  }

  async #requestOf(
    cron: Cron,
    place: Place,
    instant: Instant,
    generation: Generation,
  ): Promise<Result<Omit<RunRequest, 'rows'>, ChatProblem>> {
    const wish = { project: cron.project, branch: null, engine: cron.engine, reply: null, session: null };
    const preferences = await this.#tools.preferences.of(place);
    const resolved = resolveRun(wish, place.chatId, preferences, generation);
    if (!resolved.ok) return fail(resolved.problem);
    const keepUnder = triggerSession(cron, place, generation);
    return ok({
      ...resolved.value,
      prompt: this.#promptOf(cron, instant, generation),
      place,
      replyTo: null,
      requestedBy: null,
      origin: { kind: 'cron', id: cron.id },
      permissionMode: cron.permissionMode,
      session: keepUnder === null ? { kind: 'fresh' } : { kind: 'latest', key: keepUnder },
      keepUnder,
    });
  }

  #promptOf({ id, prompt, promptTemplate, timezone }: Cron, instant: Instant, { config }: Generation): string {
    if (promptTemplate === null) return prompt ?? '';
    const date = this.#tools.calendar.date(timezone ?? config.triggers.defaultTimezone, instant);
    return renderTemplate(promptTemplate, { now: new Date(instant).toISOString(), date, trigger: { id } });
  }

  async #refuse(id: TriggerId, row: RowId, place: Place, problem: ChatProblem): Promise<void> {
    const order = { place, markdown: `❌ ${nameOf(id)} was due and did not start:`, problem };
    await this.#tools.notices.tell(order, { answers: [row], as: 'dead' });
  }

  async #giveUp(id: TriggerId, row: RowId, place: Place | null, why: string): Promise<void> {
    const { notices, inbox, journal } = this.#tools;
    journal.record({ name: 'cron.dropped', level: 'warn', data: { id, row, why } });
    if (place === null) return inbox.finish([row], 'dead');
    const markdown = `❌ ${nameOf(id)} was due and did not start: ${why}.`;
    await notices.tell({ place, markdown }, { answers: [row], as: 'dead' });
  }
}

function nameOf(id: TriggerId): string {
  return `⏰ ${codeSpan(`cron:${id}`)}`;
}
