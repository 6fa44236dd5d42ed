import type { CronCalendar } from '../../../domain/cron/cron-calendar.js';
import type { ScheduleWords } from '../../../domain/cron/schedule-words.js';
import type { Alarm, Cancel } from '../../../domain/ports/alarm.js';
import type { Clock, Instant } from '../../../domain/ports/clock.js';
import { localText } from '../../../domain/schedule/local-text.js';
import type { Cron } from '../../../domain/trigger/trigger.js';
import { triggerName } from '../../../domain/trigger/trigger-name.js';
import { GrowingNotice, type NoticeFace } from '../../delivery/growing-notice.js';
import type { Notifier } from '../../delivery/notifier.js';
import type { Generation, Generations } from '../../values/generation.js';
import { dropsManyTriggers } from '../../values/hold-policy.js';
import { ownerChats } from '../../values/owner-chats.js';
import type { ConfigProblem } from '../../values/reload/config-problem.js';
import type { RejectedReading } from '../../values/reload/rejected-reading.js';
import { configDifference, isEmpty } from '../../wording/reload/config-difference.js';
import { type AppliedNews, appliedReport, lastGoodReport, rejectedReport } from '../../wording/reload/reload-report.js';
import { describeSchedule } from '../../wording/schedule/describe-schedule.js';
import { minuteText } from '../../wording/text/moment-text.js';
import type { AppliedReading, InForce } from '../config-reloader.js';
import { undoButton } from '../take-back-buttons.js';
import { WidenedSpans } from '../widened-spans.js';

/** Reports that follow each other within this time are one message, in milliseconds. */
const BURST_MS = 5_000;
/** However many follow each other, one message is about no more than this time, in milliseconds. */
const LONGEST_BURST_MS = 60_000;
/** So many crons have their next instant told. */
const MOST_FIRES = 20;

/** What reports are made with. */
export interface TellReloadsTools {
  readonly generations: Generations;
  readonly notices: Notifier;
  readonly calendar: CronCalendar;
  readonly scheduleWords: ScheduleWords;
  readonly clock: Clock;
  readonly alarm: Alarm;
}

/** Reloads that are told in one message. */
interface Burst {
  readonly notice: GrowingNotice;
  /** By the stopwatch, in milliseconds. */
  readonly beganMs: number;
  readonly widened: WidenedSpans;
  /** What was in force before the first of them. */
  readonly base: InForce | null;
  readonly reloads: number;
  readonly effects: AppliedReading['effects'];
  readonly mended: boolean;
  readonly applied: string | null;
  readonly undo: NoticeFace['buttons'];
}

/** Tells the owner what became of edits: as much as `announce` asks for, and always what lets more happen than before. */
export class ReloadReporter {
  readonly #tools: TellReloadsTools;
  /** The errors that the owner knows of, until they are fixed. */
  readonly #known = new Set<string>();
  #burst: Burst | null = null;
  #endBurst: Cancel = () => undefined;

  constructor(tools: TellReloadsTools) {
    this.#tools = tools;
  }

  /** A reading is live; `mended` if the one before was refused. To be awaited before the next is told. */
  async applied(applied: AppliedReading, mended: boolean): Promise<void> {
    this.#known.clear();
    const before = applied.before;
    if (before === null) return;
    const since = this.#current()?.base ?? before;
    const says = await this.#wordsOf(newCrons(since.generation, applied.generation));
    const current = this.#current();
    const base = current?.base ?? before;
    const widened = current?.widened ?? new WidenedSpans();
    follow(widened, before, applied, this.#tools.clock.now());
    const news = this.#newsOf(base, applied, { mended: mended || current?.mended === true, says, widened });
    if (!this.#isWorthTelling(news) && (current?.reloads ?? 0) === 0) return;
    const burst = this.#joinBurst(widened);
    const isUndone = base.reading.text.equals(applied.reading.text);
    const undo = isUndone ? [] : [[undoButton(base.generation.number, news.number)]];
    const { effects, mended: isMended } = news;
    const told = { applied: appliedReport(news), undo };
    this.#show({ ...burst, ...told, base, reloads: burst.reloads + 1, effects, mended: isMended });
  }

  /** A reading was refused; told once for each error until it is fixed. */
  refused(problem: RejectedReading): void {
    const error = identityOf(problem);
    if (this.#known.has(error) || this.#announce === 'none') return;
    this.#known.add(error);
    this.#ring(rejectedReport(problem));
  }

  /** A start could not use the file and runs on the last good one. */
  startedOnLastGood(problem: RejectedReading, generation: Generation): void {
    this.#known.add(identityOf(problem));
    this.#ring(lastGoodReport(problem, generation.number));
  }

  /** Joins nothing any more: what is told from now on is told by itself. */
  stop(): void {
    this.#endBurst();
  }

  get #announce() {
    return this.#tools.generations.current().config.reload.announce;
  }

  #isWorthTelling({ widened, drops, mended, difference, stateMoved, warnings }: AppliedNews): boolean {
    if (widened.length > 0 || drops) return true;
    switch (this.#announce) {
      case 'none':
        return false;
      case 'failures':
        return mended;
      case 'changes':
        return mended || stateMoved || warnings.length > 0 || !isEmpty(difference);
      case 'all':
        return true;
    }
  }

  #newsOf(base: InForce, applied: AppliedReading, { mended, says, widened }: Circumstances): AppliedNews {
    const { generation, reading } = applied;
    const before = base.generation;
    return {
      number: generation.number,
      reloads: (this.#burst?.reloads ?? 0) + 1,
      difference: configDifference(base.reading.settings, reading.settings),
      drops: dropsManyTriggers(before.config, generation.config),
      widened: widened.all,
      widenedFurther: widened.further,
      clockText: (instant) => this.#clockText(instant, generation),
      effects: merged(this.#burst?.effects ?? [], applied.effects),
      fires: this.#firesOf(before, generation, says),
      warnings: newOnes(base.reading.warnings, reading.warnings),
      mended,
      stateMoved: isMoved(base, applied),
    };
  }

  #clockText(instant: Instant, { config }: Generation): string {
    const { calendar, clock } = this.#tools;
    return localText(instant, clock.now(), config.triggers.defaultTimezone, calendar).exactTime;
  }

  /** The schedules of these crons in words: of a few, since nothing else happens meanwhile. */
  async #wordsOf(crons: readonly Cron[]): Promise<ReadonlyMap<string, string | null>> {
    const schedules = new Set(crons.flatMap(({ schedule }) => schedule ?? []));
    const { scheduleWords } = this.#tools;
    return new Map(await Promise.all([...schedules].map(async (one) => [one, await scheduleWords.of(one)] as const)));
  }

  /** What new and changed crons say, and when they fire next. */
  #firesOf(before: Generation, generation: Generation, says: Circumstances['says']): AppliedNews['fires'] {
    const { config } = generation;
    return newCrons(before, generation).map((cron) => ({
      name: triggerName(cron),
      schedule: describeSchedule(cron, config.triggers.defaultTimezone, says.get(cron.schedule ?? '') ?? null),
      when: this.#next(cron, config.triggers.defaultTimezone),
    }));
  }

  #next(cron: Cron, defaultZone: string | null): string | null {
    const { calendar, clock } = this.#tools;
    const [now, zone] = [clock.now(), cron.timezone ?? defaultZone];
    const next = calendar.next(cron, zone, now);
    if (next === null) return null;
    return minuteText(localText(next, now, zone, calendar));
  }

  /** The burst that another reload would join. */
  #current(): Burst | null {
    const isOver = this.#burst !== null && this.#tools.clock.monotonicMs() - this.#burst.beganMs >= LONGEST_BURST_MS;
    if (isOver) this.#burst = null;
    return this.#burst;
  }

  #joinBurst(widened = new WidenedSpans()): Burst {
    const { generations, notices, alarm, clock } = this.#tools;
    const places = ownerChats(generations.current()).map((chatId) => ({ chatId, threadId: null }));
    const fresh = { base: null, reloads: 0, effects: [], mended: false, applied: null, undo: [] };
    const burst = this.#current() ?? {
      ...{ ...fresh, beganMs: clock.monotonicMs(), widened },
      notice: new GrowingNotice(notices, alarm, places),
    };
    this.#endBurst();
    this.#endBurst = alarm.after(BURST_MS, () => (this.#burst = null));
    return burst;
  }

  #show(burst: Burst): void {
    this.#burst = burst;
    const { notice, applied, undo } = burst;
    notice.show({ markdown: applied ?? '', buttons: undo });
  }

  /** A message of its own, below everything that was told before; what comes next is one again. */
  #ring(markdown: string): void {
    const { generations, notices } = this.#tools;
    this.#endBurst();
    this.#burst = null;
    for (const chatId of ownerChats(generations.current())) {
      void notices.tell({ place: { chatId, threadId: null }, markdown, loud: true, alone: true });
    }
  }
}

/** The new and the changed crons, as many of them as are told of. */
function newCrons(before: Generation, { triggers }: Generation): readonly Cron[] {
  const { added, changed } = before.triggers.differenceTo(triggers);
  const wanted = new Set([...added, ...changed]);
  return triggers.crons.filter((cron) => cron.enabled && wanted.has(triggerName(cron))).slice(0, MOST_FIRES);
}

/** What a reload comes with beside what it changes. */
interface Circumstances {
  readonly mended: boolean;
  /** Schedules in words. */
  readonly says: ReadonlyMap<string, string | null>;
  readonly widened: WidenedSpans;
}

function follow(widened: WidenedSpans, before: InForce, { reading }: AppliedReading, at: Instant): void {
  const [from, to] = [before.reading.allows, reading.allows];
  widened.follow(to.over(from), widened.all.length === 0 ? [] : from.over(to), at);
}

function newOnes(before: readonly ConfigProblem[], after: readonly ConfigProblem[]): readonly ConfigProblem[] {
  const known = new Set(before.map(({ key, message }) => `${key} ${message}`));
  return after.filter(({ key, message }) => !known.has(`${key} ${message}`));
}

/** What makes an error the same one, although lines above it came or went. */
function identityOf(rejected: RejectedReading): string {
  if (rejected.kind === 'not-possible') return JSON.stringify([rejected.part, rejected.problem]);
  return JSON.stringify(rejected.problems.map(({ key, message }) => [key, message]));
}

/** The last effect on each part counts, unless nothing happened to it. */
function merged(before: AppliedReading['effects'], after: AppliedReading['effects']): AppliedReading['effects'] {
  const effects = new Map(before.map(({ part, effect }) => [part, effect]));
  for (const { part, effect } of after) if (effect !== 'none' || !effects.has(part)) effects.set(part, effect);
  return [...effects].map(([part, effect]) => ({ part, effect }));
}

/** Whether the file names another state directory than before, which is not the one in use. */
function isMoved({ reading: before }: InForce, { reading, generation }: AppliedReading): boolean {
  const { stateDirectory } = reading.config;
  return stateDirectory !== before.config.stateDirectory && stateDirectory !== generation.config.stateDirectory;
}
