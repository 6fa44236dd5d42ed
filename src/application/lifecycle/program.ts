import type { RestartWish } from '../../domain/accepted/restart-wish.js';
import type { Place } from '../../domain/ids.js';
import type { TriggerSwitches } from '../../domain/trigger/trigger-switches.js';
import type { Restart } from '../chat/commands/restart/restart-wish.js';
import type { ReportToServiceManager } from '../health/report-to-service-manager.js';
import type { AdapterHost } from '../hosting/adapter-host.js';
import type { ChatBot, ChatBotSlice } from '../ports/chat/chat-bot.js';
import type { HttpApi, ServerSlice } from '../ports/http/http-server.js';
import type { Journal } from '../ports/system/journal.js';
import type { LifeSign } from '../ports/system/life-sign.js';
import type { Beginning } from '../reload/begin-config.js';
import type { Applied, ConfigReloader } from '../reload/config-reloader.js';
import type { FollowConfig } from '../reload/follow/follow-config.js';
import type { Drain, DrainDeadlines } from './drain.js';
import type { Service, Services } from './service.js';

/** How long a bot may take that has been told to send nothing more, in milliseconds. */
const LAST_CALLS_MS = 1_000;

/** What the life of the program is built on. */
export interface ProgramTools {
  readonly serviceReport: ReportToServiceManager;
  readonly gate: TriggerSwitches;
  readonly reloader: ConfigReloader;
  readonly services: Services;
  readonly drain: Drain;
  readonly servers: AdapterHost<ServerSlice, HttpApi>;
  readonly bots: AdapterHost<ChatBotSlice, ChatBot>;
  readonly journal: Journal;
  readonly followConfig: FollowConfig;
  readonly restart: Restart;
  readonly lifeSign: LifeSign;
}

/** The program from its start to its end: gates, the first configuration, recovery, schedulers, intake; and back again. */
export class Program {
  readonly #tools: ProgramTools;
  readonly #services: readonly Service[];

  constructor(tools: ProgramTools) {
    const { recovery, schedulers, intake } = tools.services;
    this.#tools = tools;
    this.#services = [...recovery, ...schedulers, ...intake];
  }

  /** Applies the first configuration, takes up what was left, and lets new updates in. */
  async start(beginning: Beginning): Promise<Applied> {
    const { serviceReport, gate } = this.#tools;
    serviceReport.start();
    await gate.load();
    const applied = await this.#apply(beginning);
    if (!applied.ok) return applied;
    this.#tools.lifeSign.begin();
    for (const service of this.#services) await service.start?.({ beginning, applied: applied.value });
    return applied;
  }

  /** Resolves with the name of the bot, without `@`, once Telegram has answered its first poll. */
  async heardAs(): Promise<string> {
    const bot = await this.#tools.bots.current();
    await bot.hearing;
    return bot.username;
  }

  /** Resolves with the first wish for a restart. */
  get restartAsked(): Promise<RestartWish> {
    return this.#tools.restart.asked;
  }

  /** Reads the configuration again. */
  async reload(): Promise<void> {
    await this.#tools.followConfig.reload();
  }

  /**
   * Lets running work come to its end, then closes the server, which refused deliveries meanwhile, and the bot. `askedFrom`
   * is where a restart was asked for.
   */
  async stop(deadlines: DrainDeadlines, askedFrom: Place | null = null): Promise<void> {
    const { serviceReport, drain, servers, bots } = this.#tools;
    const { runsMs, stoppingMs, tellingMs } = deadlines;
    drain.begin();
    serviceReport.stopping(runsMs + stoppingMs + 4 * tellingMs);
    await this.#stopServices();
    await drain.run(deadlines, askedFrom);
    await servers.close();
    await bots.close(LAST_CALLS_MS);
    await serviceReport.close();
    this.#tools.lifeSign.end();
  }

  async #stopServices(): Promise<void> {
    for (const service of this.#services.toReversed()) await this.#stop(service);
  }

  /** What can't be stopped must not keep the drain from what it has to end and tell. */
  async #stop(service: Service): Promise<void> {
    try {
      await service.stop?.();
    } catch (cause) {
      this.#tools.journal.record({
        name: 'service.not-stopped',
        level: 'error',
        data: { service: service.name },
        cause,
      });
    }
  }

  /** Stops what has begun and lets go of everything; for a start that could not be brought to its end. */
  async release({ stoppingMs }: Pick<DrainDeadlines, 'stoppingMs'>): Promise<void> {
    const { drain, servers, bots, serviceReport } = this.#tools;
    drain.begin();
    await this.#stopServices();
    await drain.run({ runsMs: 0, askerMs: 0, stoppingMs, tellingMs: 0 }, null);
    await Promise.all([servers.close(0), bots.close(0), serviceReport.close()]);
    this.#tools.lifeSign.end();
  }

  /**
   * The numbers of generations continue those of earlier processes. What a person has yet to agree to is applied unasked
   * if what was applied before can't be any more: nobody could agree.
   */
  async #apply({ reading, refused, held, ...rest }: Beginning): Promise<Applied> {
    const { reloader } = this.#tools;
    if (rest.former !== null) reloader.goOnFrom(rest.former);
    const applied = await reloader.apply(reading);
    if (!applied.ok) return held === null ? applied : this.#apply({ reading: held, refused, held: null, ...rest });
    if (refused !== null) reloader.refuse({ kind: 'invalid', problems: refused.problems });
    return applied;
  }
}
