import { errorText } from '../../../domain/error-text.js';
import type { Alarm } from '../../../domain/ports/alarm.js';
import type { Clock } from '../../../domain/ports/clock.js';
import { fail, ok, type Result } from '../../../domain/result.js';
import { Serial } from '../../concurrency/serial.js';
import type { ConfigSource, Reading } from '../../ports/config/config-source.js';
import type { ConfigWatch } from '../../ports/config/config-watch.js';
import type { Journal } from '../../ports/system/journal.js';
import type { Generations } from '../../values/generation.js';
import { type HoldReason, holdReason } from '../../values/hold-policy.js';
import type { RejectedReading } from '../../values/reload/rejected-reading.js';
import { HELD_ENDS, heldAppliedText } from '../../wording/reload/held-report.js';
import { faultOfReload, rejectedReport } from '../../wording/reload/reload-report.js';
import type { AfterLive } from '../after-live.js';
import type { ConfigHistory } from '../config-history.js';
import type { Applied, ConfigReloader } from '../config-reloader.js';
import type { HeldReload, PendingReload } from '../hold/pending-reload.js';
import type { PermissionNotices } from '../permission-notices.js';
import { PatientReader, type ReadWish } from './patient-reader.js';
import type { ReloadReporter } from './reload-reporter.js';

/** Whoever is told when a reload begins and when it is over. */
export interface ReloadReport {
  /** Does the work of a reload; work within such work tells nothing more. */
  reloading<T>(work: () => Promise<T>): Promise<T>;
}

/** How long the end of the program waits for an edit that is being applied, in milliseconds. */
const PATIENCE_MS = 2_000;

/** What following the configuration is built on. */
export interface FollowConfigTools {
  readonly source: ConfigSource;
  readonly watch: ConfigWatch;
  readonly reloader: ConfigReloader;
  readonly desk: PendingReload;
  readonly generations: Generations;
  readonly goodFiles: ConfigHistory;
  readonly tell: ReloadReporter;
  readonly afterLive: AfterLive;
  readonly permissionNotices: PermissionNotices;
  readonly clock: Clock;
  readonly alarm: Alarm;
  readonly journal: Journal;
  readonly serviceReport: ReloadReport;
}

/** What became of a wish to reload; `refused` is why what the file says was refused before, `null` if it was not. */
export type ReloadOutcome =
  | { readonly kind: 'unchanged'; readonly refused: RejectedReading | null }
  | { readonly kind: 'held'; readonly held: HeldReload }
  | { readonly kind: 'read'; readonly applied: Applied };

interface ReloadWish {
  readonly apply?: boolean;
  readonly fromTerminal?: boolean;
}

/** Reads the configuration again when it was edited or somebody asks, puts it in force, and tells the owner. */
export class FollowConfig {
  readonly #tools: FollowConfigTools;
  readonly #reader: PatientReader;
  readonly #turns = new Serial();
  /** Of the content that was last put in force, or last refused. */
  #digest: string | null = null;
  #editWaits = false;
  #stopped = false;

  constructor(tools: FollowConfigTools) {
    this.#tools = tools;
    this.#reader = new PatientReader(tools);
  }

  /** Begins with what the file said when it was put in force, or refused. */
  async start(reading: Reading): Promise<void> {
    this.#digest = reading.digest;
    const { generations, watch } = this.#tools;
    const config = () => generations.current().config;
    const onEdit = () => {
      if (config().watchConfig) this.#followEdit();
    };
    const onStir = () => {
      if (config().watchConfig) void this.#readAhead();
    };
    await watch.start(onEdit, () => config().reload.settleMs, onStir);
  }

  /**
   * Reads now, whatever `watch_config` says; readings follow each other, and content that is known changes nothing. With
   * `apply` a reading is put in force that would be held otherwise; `fromTerminal` if nobody in a chat asked for that.
   * Resolves when what follows from it has been told, too.
   */
  reload({ apply = false, fromTerminal = false }: ReloadWish = {}): Promise<ReloadOutcome> {
    const reload = () => this.#tools.serviceReport.reloading(() => this.#reload({ apply, fromTerminal }));
    return this.#toTheEnd(reload);
  }

  /** Does what a person decided about the question of that id; `null` if it is not open any more. */
  decide(id: string, verdict: 'apply' | 'reject'): Promise<ReloadOutcome | null> {
    return this.#toTheEnd(async () => {
      const { held } = this.#tools.desk;
      if (held?.id !== id) return null;
      if (verdict === 'apply') return this.#putInForce(held.reading, this.#tools.clock.monotonicMs());
      this.#tools.desk.conclude(HELD_ENDS.rejected, 'declined');
      // Whoever asks for this content again is asked again.
      this.#digest = null;
      return { kind: 'unchanged', refused: null };
    });
  }

  /** Follows nothing any more; resolves when a reload that had begun is over, or given up since something doesn't answer. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#reader.stop();
    await this.#tools.watch.stop();
    const cancel = this.#tools.alarm.after(PATIENCE_MS, () => this.#tools.reloader.giveUp());
    await this.#turns.idle();
    cancel();
    await this.#tools.afterLive.idle();
    this.#tools.tell.stop();
    await this.#tools.goodFiles.idle();
  }

  /** What keeps it from being read is told when it is read. */
  async #readAhead(): Promise<void> {
    await this.#tools.source.readAhead().catch(() => undefined);
  }

  async #toTheEnd<T>(work: () => Promise<T>): Promise<T> {
    const outcome = await this.#turns.run(work);
    await this.#tools.afterLive.idle();
    return outcome;
  }

  /** One reading that has not begun yet serves every edit until then. */
  #followEdit(): void {
    this.#reader.edited();
    if (this.#editWaits) return;
    this.#editWaits = true;
    void this.#turns.run(() => {
      this.#editWaits = false;
      return this.#reload({ edit: true });
    });
  }

  async #reload(wish: ReadWish & ReloadWish): Promise<ReloadOutcome> {
    const beganMs = this.#tools.clock.monotonicMs();
    const { desk, reloader } = this.#tools;
    const read = await this.#orFault(() => this.#reader.read(wish, this.#digest));
    if (!read.ok) {
      this.#tell(read, false);
      return { kind: 'read', applied: read };
    }
    const reading = read.value;
    const { refused, inForce } = reloader;
    if (this.#stopped || reading === null || inForce === null) return { kind: 'unchanged', refused };
    const { held } = desk;
    if (reading.digest !== null && reading.digest === this.#digest) {
      desk.conclude(HELD_ENDS.gone, 'overtaken');
      return { kind: 'unchanged', refused };
    }
    const reason = reading.ok ? holdReason(inForce.reading.config, reading.config) : null;
    if (reading.ok && reason !== null && wish.apply !== true) {
      const isAsked = held !== null && held.reading.digest === reading.digest;
      return { kind: 'held', held: isAsked ? held : desk.hold(reading, reason, inForce) };
    }
    return this.#putInForce(reading, beganMs, wish.fromTerminal === true ? reason : null);
  }

  /** `overHold` is why it would have waited for a person, if somebody at the terminal did not let it. */
  async #putInForce(reading: Reading, beganMs: number, overHold: HoldReason | null = null): Promise<ReloadOutcome> {
    const { reloader, serviceReport, clock, journal, desk, permissionNotices, afterLive } = this.#tools;
    // However fast edits come, no more than one of them is yet to be told of.
    await afterLive.idle();
    const wasRefused = reloader.refused !== null;
    const beforeLive = permissionNotices.beforeLive(overHold);
    const tried = await this.#orFault(() => serviceReport.reloading(() => reloader.apply(reading, beforeLive)));
    const applied = tried.ok ? tried.value : tried;
    // A refusal for reasons outside the file (a port, the network) may pass: the same content is tried again when asked.
    const mayPass = !applied.ok && applied.problem.kind === 'not-possible';
    this.#digest = mayPass ? null : reading.digest;
    journal.record({
      name: 'config.reloaded',
      level: 'debug',
      data: { ms: clock.monotonicMs() - beganMs, applied: applied.ok },
    });
    this.#endQuestion(reading, applied, overHold !== null);
    desk.forget();
    this.#tell(applied, wasRefused);
    return { kind: 'read', applied };
  }

  /** A fault of ours is told like a fault in the file: whoever saved it waits for an answer. */
  async #orFault<T>(work: () => Promise<T>): Promise<Result<T, RejectedReading>> {
    try {
      return ok(await work());
    } catch (cause) {
      this.#tools.journal.record({ name: 'program.fault', level: 'error', cause });
      const problem = faultOfReload(errorText(cause));
      this.#tools.reloader.refuse(problem);
      this.#digest = null;
      return fail(problem);
    }
  }

  #endQuestion(reading: Reading, applied: Applied, fromTerminal: boolean): void {
    const { desk } = this.#tools;
    if (desk.held?.reading.digest !== reading.digest) {
      desk.conclude(HELD_ENDS.replaced, 'overtaken');
    } else if (applied.ok) {
      desk.conclude(heldAppliedText(applied.value.generation.number, fromTerminal), 'applied');
    } else desk.conclude(rejectedReport(applied.problem), 'applied');
  }

  #tell(applied: Applied, wasRefused: boolean): void {
    const { tell, goodFiles, afterLive } = this.#tools;
    if (!applied.ok) {
      const { problem } = applied;
      afterLive.add(() => tell.refused(problem));
      return;
    }
    const { reading, before } = applied.value;
    goodFiles.keep(applied.value);
    afterLive.warn(reading);
    afterLive.word(...(before === null ? [] : [before.reading]), reading);
    afterLive.add(() => tell.applied(applied.value, wasRefused));
  }
}
