import type { DelayedRun } from '../../domain/accepted/delayed-run.js';
import type { Clock } from '../../domain/ports/clock.js';
import type { RunDispatcher } from '../../domain/run/run-dispatcher.js';
import type { AtScheduler } from '../../domain/schedule/at-scheduler.js';
import { TriggerCatalog } from '../../domain/trigger/trigger-catalog.js';
import type { TriggerSwitches } from '../../domain/trigger/trigger-switches.js';
import type { AdapterHost } from '../hosting/adapter-host.js';
import type { HostStatus } from '../hosting/host-status.js';
import type { ChatBot, ChatBotSlice } from '../ports/chat/chat-bot.js';
import type { ChatStore } from '../ports/chat/chat-store.js';
import type { Backlog } from '../ports/store/backlog.js';
import type { StorePlace } from '../ports/store/store-place.js';
import type { ConfigStatus } from '../reload/config-status.js';
import type { PendingReload } from '../reload/hold/pending-reload.js';
import type { RunJob } from '../run/active/run-job.js';
import type { Generations } from '../values/generation.js';
import type { BacklogDepth } from '../values/health-report.js';
import { type Connectivity, diagnose, type HealthReport } from '../values/health-report.js';
import type { TurnedAway } from './turned-away.js';

/** What is examined. */
export interface HealthCheckTools {
  readonly bots: AdapterHost<ChatBotSlice, ChatBot>;
  readonly botStatus: HostStatus;
  readonly serverStatus: HostStatus;
  readonly generations: Generations;
  readonly configStatus: ConfigStatus;
  readonly pending: PendingReload;
  readonly dispatcher: RunDispatcher<RunJob>;
  readonly delayed: AtScheduler<DelayedRun>;
  readonly backlog: Backlog;
  readonly chats: Pick<ChatStore, 'unreachable'>;
  readonly clock: Clock;
  readonly gate: Pick<TriggerSwitches, 'on' | 'allPausedSince'>;
  /** Whether the database of before could not be used. */
  readonly storePlace: Pick<StorePlace, 'setAside'>;
  readonly turnedAway: Pick<TurnedAway, 'last'>;
}

/** Examines the running program: the same facts for the chat, `/health`, `/metrics` and the service manager. */
export class HealthCheck {
  readonly #tools: HealthCheckTools;
  readonly #startedMs: number;

  constructor(tools: HealthCheckTools) {
    this.#tools = tools;
    this.#startedMs = tools.clock.monotonicMs();
  }

  /** How things are now; never rejects. */
  async now(): Promise<HealthReport> {
    const { generations, configStatus, pending, dispatcher, delayed, bots, clock, gate, storePlace } = this.#tools;
    const [backlog, unreachableChats, lastTurnedAway] = await Promise.all([
      this.#backlog(),
      this.#unreachableChats(),
      this.#tools.turnedAway.last(),
    ]);
    const generation = generations.peek();
    const on = gate.on(generation?.triggers ?? TriggerCatalog.empty);
    const uptimeMs = clock.monotonicMs() - this.#startedMs;
    const server = this.#tools.serverStatus.state;
    const oldest = backlog?.oldestUndeliveredAt ?? null;
    return diagnose({
      generation: generation?.number ?? 0,
      startedAt: clock.now() - uptimeMs,
      uptimeMs,
      hearing: this.#hearing(),
      listener: { state: server.kind, trouble: server.kind === 'down' ? server.trouble : null },
      triggers: {
        enabled: generation?.config.triggers.enabled ?? false,
        crons: on.cron,
        webhooks: on.webhook,
      },
      paused: gate.allPausedSince !== null,
      runs: { live: dispatcher.live.length, waiting: dispatcher.waiting.length },
      draining: dispatcher.draining,
      delayed: delayed.size,
      outbox: bots.peek()?.queued() ?? 0,
      backlog,
      unreachableChats,
      oldestUndeliveredMs: oldest === null ? null : Math.max(0, clock.now() - oldest),
      // While an edit waits, the file says that, and not what was refused before it.
      reloadRejected: (configStatus.refused !== null && pending.held === null) || pending.declined,
      reloadHeld: pending.held !== null,
      configuredAt: configStatus.appliedAt,
      storeSetAside: storePlace.setAside !== null,
      lastTurnedAway,
    });
  }

  #hearing(): Connectivity {
    const { bots, botStatus, clock } = this.#tools;
    const nowMs = clock.monotonicMs();
    const health = bots.peek()?.health() ?? null;
    if (health !== null) {
      const { lastGoodPollAt, conflicts, lastConflictMs, failures, trouble } = health;
      const quietMs = nowMs - Math.max(health.quietSinceMs, this.#startedMs);
      const sinceConflictMs = lastConflictMs === null ? null : nowMs - lastConflictMs;
      return { up: true, quietMs, lastGoodPollAt, conflicts, sinceConflictMs, failures, trouble };
    }
    const { state } = botStatus;
    const nothing = { lastGoodPollAt: null, conflicts: 0, sinceConflictMs: null, failures: 0 };
    if (state.kind === 'down') {
      return { ...nothing, up: false, quietMs: nowMs - state.sinceMs, trouble: state.trouble };
    }
    return { ...nothing, up: false, quietMs: nowMs - this.#startedMs, trouble: null };
  }

  async #unreachableChats(): Promise<number | null> {
    try {
      return (await this.#tools.chats.unreachable()).length;
    } catch {
      return null;
    }
  }

  async #backlog(): Promise<BacklogDepth | null> {
    try {
      return await this.#tools.backlog.depth();
    } catch {
      return null;
    }
  }
}
