import type { Alarm } from '../../domain/ports/alarm.js';
import type { Generation, Generations } from '../generation.js';
import { ownerChats } from '../lifecycle/announce-start.js';
import type { ChatBot, ChatBotSlice } from '../ports/chat-bot.js';
import type { ConfigSource, Reading } from '../ports/config-source.js';
import type { ConfigWatch } from '../ports/config-watch.js';
import type { ReportToServiceManager } from '../service/report-to-service-manager.js';
import type { AdapterHost } from './adapter-host.js';
import type { Applied, ConfigReloader } from './config-reloader.js';
import { appliedReport, rejectedReport } from './reload-report.js';

/** How long after a bad reading the file is read once more, in milliseconds. */
const SECOND_LOOK_MS = 100;

/** What following the configuration is built on. */
export interface FollowConfigTools {
  readonly source: ConfigSource;
  readonly watch: ConfigWatch;
  readonly reloader: ConfigReloader;
  readonly generations: Generations;
  readonly bots: AdapterHost<ChatBotSlice, ChatBot>;
  readonly alarm: Alarm;
  readonly serviceReport: ReportToServiceManager;
}

/** What became of a wish to reload. */
export type ReloadOutcome = { readonly kind: 'unchanged' } | { readonly kind: 'read'; readonly applied: Applied };

/** Reads the configuration again when it was edited or somebody asks, puts it in force, and tells the owner. */
export class FollowConfig {
  readonly #tools: FollowConfigTools;
  /** Of the content that was last put in force, or last refused. */
  #digest: string | null = null;
  #refused = false;
  #turn: Promise<unknown> = Promise.resolve();
  #stopped = false;

  constructor(tools: FollowConfigTools) {
    this.#tools = tools;
  }

  /** Begins with what has been put in force already. */
  async start(reading: Reading): Promise<void> {
    this.#digest = reading.digest;
    const { generations, watch } = this.#tools;
    const config = () => generations.current().config;
    const onEdit = () => {
      if (config().watchConfig) void this.reload();
    };
    await watch.start(onEdit, () => config().reload.settleMs);
  }

  /** Reads now, whatever `watch_config` says; readings follow each other, and content that is known changes nothing. */
  reload(): Promise<ReloadOutcome> {
    const outcome = this.#turn.then(() => this.#tools.serviceReport.reloading(() => this.#reload()));
    this.#turn = outcome.catch(() => undefined);
    return outcome;
  }

  /** Follows nothing any more; resolves when a reload that had begun is over. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#tools.watch.stop();
    await this.#turn;
  }

  async #reload(): Promise<ReloadOutcome> {
    const reading = await this.#read();
    if (this.#stopped || (reading.digest !== null && reading.digest === this.#digest)) return { kind: 'unchanged' };
    const before = this.#tools.generations.current();
    const applied = await this.#tools.reloader.apply(reading);
    // A refusal for reasons outside the file (a port, the network) may pass: the same content is tried again when asked.
    const mayPass = !applied.ok && applied.problem.kind === 'not-possible';
    this.#digest = mayPass ? null : reading.digest;
    await this.#tell(before, applied);
    this.#refused = !applied.ok;
    return { kind: 'read', applied };
  }

  /** A file that can't be read well is read once more: it may have been in the middle of a save. */
  async #read(): Promise<Reading> {
    const reading = await this.#tools.source.read({ lenient: false });
    if (reading.ok || reading.digest === this.#digest) return reading;
    await new Promise<void>((resolve) => void this.#tools.alarm.after(SECOND_LOOK_MS, resolve));
    return this.#tools.source.read({ lenient: false });
  }

  async #tell(before: Generation, applied: Applied): Promise<void> {
    const { announce } = this.#tools.generations.current().config.reload;
    if (announce === 'none' || (announce === 'failures' && applied.ok && !this.#refused)) return;
    const text = applied.ok ? appliedReport(before, applied.value, this.#refused) : rejectedReport(applied.problem);
    if (text === null && announce !== 'all') return;
    const bot = this.#tools.bots.peek();
    const generation = this.#tools.generations.current();
    for (const chatId of ownerChats(generation)) {
      const markdown = text ?? `♻️ Configuration ${generation.number}: nothing differs.`;
      void bot?.channel.notice({ place: { chatId, threadId: null }, markdown });
    }
  }
}
