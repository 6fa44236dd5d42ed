import type { Alarm, Cancel } from '../../domain/ports/alarm.js';
import type { Clock } from '../../domain/ports/clock.js';
import type { RunDispatcher } from '../../domain/run/run-dispatcher.js';
import type { AdapterHost } from '../hosting/adapter-host.js';
import type { ChatBot, ChatBotSlice } from '../ports/chat/chat-bot.js';
import type { Journal } from '../ports/system/journal.js';
import type { ServiceManager } from '../ports/system/service-manager.js';
import type { ConfigStatus } from '../reload/config-status.js';
import type { RunJob } from '../run/active/run-job.js';
import type { Generations } from '../values/generation.js';
import { serviceStatus } from '../wording/health/service-status.js';

/** What reporting is built on. */
export interface ReportTools {
  readonly service: ServiceManager;
  readonly bots: AdapterHost<ChatBotSlice, ChatBot>;
  readonly dispatcher: RunDispatcher<RunJob>;
  readonly generations: Generations;
  readonly configStatus: ConfigStatus;
  readonly clock: Clock;
  readonly alarm: Alarm;
  readonly journal: Journal;
}

/** How often the status is looked at, in milliseconds; it is told only when it differs. */
const STATUS_EVERY_MS = 2_000;
/** How soon after a sign of life was withheld the reason is looked at again. */
const LOOK_AGAIN_MS = 1_000;
/** While Telegram can't be reached the start takes this much longer, and is told so this often. */
const START_LONGER = { byMs: 90_000, everyMs: 20_000 };

/**
 * Keeps the service manager informed: ready with the first good poll, reloading, stopping, what goes on, and that we live.
 * We live while the event loop turns and polls come to an end, failed ones too: a bridge that can't reach Telegram is left
 * to its runs, one whose polling is stuck is not.
 */
export class ReportToServiceManager {
  readonly #tools: ReportTools;
  #heard = false;
  #reloads = 0;
  #stopping = false;
  #stuck = false;
  #told = '';
  #extendedAt = Number.NEGATIVE_INFINITY;
  #cancelLook: Cancel = () => undefined;
  #cancelBeat: Cancel = () => undefined;

  constructor(tools: ReportTools) {
    this.#tools = tools;
  }

  /** Begins; to be called first, since logging in to Telegram may take longer than a start is given. */
  start(): void {
    const { service, bots } = this.#tools;
    if (!service.listening) return;
    this.#look();
    this.#beat();
    void bots
      .current()
      .then((bot) => bot.hearing)
      .then(() => this.#hear());
  }

  /** Does work that reloads, and tells when it begins and when it is over; work within such work tells nothing more. */
  async reloading<T>(work: () => Promise<T>): Promise<T> {
    this.#reloads += 1;
    if (this.#reloads === 1 && this.#heard && !this.#stopping) this.#tools.service.tell({ kind: 'reloading' });
    try {
      return await work();
    } finally {
      this.#reloads -= 1;
      this.#tellReady();
    }
  }

  /** Tells that the program ends, and how long that may take at most. */
  stopping(withinMs: number): void {
    this.#stopping = true;
    this.#tools.service.tell({ kind: 'stopping' }, { kind: 'more-time', ms: withinMs }, this.#status());
  }

  /** Tells nothing more; resolves when all that was told has been handed over. */
  async close(): Promise<void> {
    this.#cancelLook();
    this.#cancelBeat();
    await this.#tools.service.settle();
  }

  #hear(): void {
    if (this.#heard) return;
    this.#heard = true;
    this.#tellReady();
  }

  #tellReady(): void {
    if (this.#heard && this.#reloads === 0 && !this.#stopping) {
      this.#tools.service.tell({ kind: 'ready' }, this.#status());
    }
  }

  #look(): void {
    const { service, alarm, clock } = this.#tools;
    if ((this.#polls()?.lastGoodPollAt ?? null) !== null) this.#hear();
    if (!this.#heard && !this.#stopping && clock.monotonicMs() - this.#extendedAt >= START_LONGER.everyMs) {
      this.#extendedAt = clock.monotonicMs();
      service.tell({ kind: 'more-time', ms: START_LONGER.byMs });
    }
    const before = this.#told;
    const status = this.#status();
    if (status.line !== before) service.tell(status);
    this.#cancelLook = alarm.after(STATUS_EVERY_MS, () => this.#look());
  }

  #beat(): void {
    const { service, alarm } = this.#tools;
    if (service.watchdogMs === null) return;
    const stuck = this.#isStuck();
    if (!stuck) service.tell({ kind: 'alive' });
    this.#cancelBeat = alarm.after(stuck ? LOOK_AGAIN_MS : service.watchdogMs / 2, () => this.#beat());
  }

  #isStuck(): boolean {
    const overdueAtMs = this.#polls()?.overdueAtMs ?? null;
    const stuck = overdueAtMs !== null && this.#tools.clock.monotonicMs() > overdueAtMs;
    if (stuck && !this.#stuck) this.#tools.journal.record({ name: 'service.polling-stuck', level: 'error' });
    this.#stuck = stuck;
    return stuck;
  }

  #status(): { readonly kind: 'status'; readonly line: string } {
    const { dispatcher, generations, configStatus } = this.#tools;
    const line = serviceStatus({
      polls: this.#polls(),
      stuck: this.#isStuck(),
      stopping: this.#stopping,
      running: dispatcher.live.length,
      waiting: dispatcher.waiting.length,
      generation: generations.peek()?.number ?? 0,
      refused: configStatus.refused !== null,
    });
    this.#told = line;
    return { kind: 'status', line };
  }

  #polls() {
    return this.#tools.bots.peek()?.health() ?? null;
  }
}
