import { Container, type ContainerModule } from 'inversify';
import type { RestartWish } from '../application/chat/commands/restart/restart-wish.js';
import { announceStart } from '../application/lifecycle/announce-start.js';
import type { DrainDeadlines } from '../application/lifecycle/drain.js';
import type { Beginning } from '../application/reload/begin-config.js';
import type { Applied, AppliedReading } from '../application/reload/config-reloader.js';
import type { Place } from '../domain/ids.js';
import type { InboxRow } from '../domain/ports/inbox.js';
import { actionsModule } from './modules/actions.module.js';
import { buttonsModule } from './modules/buttons.module.js';
import { choicesModule } from './modules/choices.module.js';
import { commandsModule } from './modules/commands.module.js';
import { configurationModule } from './modules/configuration.module.js';
import { delayedModule } from './modules/delayed.module.js';
import { intakeModule } from './modules/intake.module.js';
import { lifecycleModule } from './modules/lifecycle.module.js';
import { loopsModule } from './modules/loops.module.js';
import { messagesModule } from './modules/messages.module.js';
import { ownMessagesModule } from './modules/own-messages.module.js';
import { runsModule } from './modules/runs.module.js';
import { triggersModule } from './modules/triggers.module.js';
import { webhooksModule } from './modules/webhooks.module.js';
import type { Token } from './wiring/token.js';
import { T } from './wiring/tokens.js';

/** The running program without its process: what `main` starts and stops, over real adapters or over fakes. */
export class Application {
  readonly #container: Container;

  /** `adapters` binds every token under "what the outside gives". */
  constructor(...adapters: readonly ContainerModule[]) {
    this.#container = new Container();
    this.#container.load(...adapters, configurationModule, ownMessagesModule, runsModule, intakeModule);
    this.#container.load(commandsModule, buttonsModule);
    this.#container.load(messagesModule, delayedModule);
    this.#container.load(choicesModule, actionsModule, loopsModule, triggersModule, webhooksModule, lifecycleModule);
    for (const id of Object.values(T)) this.#container.get(id as Token<unknown>);
    this.get(T.vitalsDesk).open(this.get(T.vitals));
    this.get(T.wakeUps).open(this.get(T.takeOverLoops));
  }

  /** One of its parts. */
  get<T>(id: Token<T>): T {
    return this.#container.get<T>(id);
  }

  /** Puts the first configuration in force, takes up what was left, and lets new updates in. */
  async start(beginning: Beginning, version: string): Promise<Applied> {
    this.get(T.serviceReport).start();
    await this.get(T.gate).load();
    const applied = await this.#putInForce(beginning);
    if (!applied.ok) return applied;
    await this.get(T.importEarlierState).take(applied.value.generation);
    await this.get(T.askedMessages).endFormer(async () => (await this.get(T.bots).current()).channel);
    const wishes = await this.#restartWishes();
    await this.get(T.takeUpWork).run();
    await this.get(T.cronWatch).start();
    this.get(T.crons).start();
    this.get(T.endPauses).arm();
    this.get(T.forgetOldWork).start();
    this.get(T.followChats).start(this.get(T.notices));
    await this.get(T.importEarlierState).tell(applied.value.generation);
    // Not before earlier notices were taken up: these would be among them.
    await this.#tellOfRecord(beginning, applied.value);
    this.get(T.keepGoodFiles).keep(applied.value);
    const { refused } = this.get(T.reloader);
    if (refused !== null) this.get(T.tellReloads).startedOnLastGood(refused, applied.value.generation);
    // Before people can ask for a reload: both begin with what was applied.
    await this.get(T.followConfig).start(beginning.refused ?? applied.value.reading);
    this.get(T.menu).start();
    this.get(T.intakeGate).open(this.get(T.updates));
    const isAsked = beginning.held !== null && beginning.held !== applied.value.reading;
    if (isAsked) void this.get(T.followConfig).reload();
    void this.#announce(applied.value, version, { wishes, isFirst: beginning.record === 'none' }).catch(
      (cause: unknown) => {
        this.get(T.journal).record({ name: 'program.not-announced', level: 'warn', cause });
      },
    );
    return applied;
  }

  /**
   * Lets running work come to its end, then closes the server, which refused deliveries meanwhile, and the bot. `askedFrom`
   * is where a restart was asked for.
   */
  async stop(deadlines: DrainDeadlines, askedFrom: Place | null = null): Promise<void> {
    const { runsMs, stoppingMs, tellingMs } = deadlines;
    const report = this.get(T.serviceReport);
    report.stopping(runsMs + stoppingMs + 4 * tellingMs);
    await this.get(T.followConfig).stop();
    this.get(T.forgetOldWork).stop();
    this.get(T.endPauses).stop();
    this.get(T.codexLogin).cancel();
    this.get(T.ending).stop();
    await this.get(T.cronWatch).stop();
    await this.get(T.drain).run(deadlines, askedFrom);
    await this.get(T.servers).close();
    await this.get(T.bots).close(tellingMs);
    await report.close();
  }

  /** Lets go of everything at once; for a start that could not be brought to its end. */
  async release(): Promise<void> {
    await Promise.all([this.get(T.servers).close(0), this.get(T.bots).close(0), this.get(T.serviceReport).close()]);
  }

  /** The numbers of generations go on from those of earlier processes. */
  /** What a person has yet to agree to is put in force unasked if what was in force before can't be any more: nobody could agree. */
  async #putInForce({ reading, refused, held, ...rest }: Beginning): Promise<Applied> {
    const reloader = this.get(T.reloader);
    if (rest.former !== null) reloader.goOnFrom(rest.former);
    const applied = await reloader.apply(reading);
    if (!applied.ok) return held === null ? applied : this.#putInForce({ reading: held, refused, held: null, ...rest });
    if (refused !== null) reloader.refuse({ kind: 'invalid', problems: refused.problems });
    return applied;
  }

  /** Says that the program runs, as soon as there is a bot; a stop may come first. */
  async #announce(
    { generation, warnings }: AppliedReading,
    version: string,
    { wishes: rows, isFirst }: { readonly wishes: readonly InboxRow[]; readonly isFirst: boolean },
  ): Promise<void> {
    const bot = await this.get(T.bots).current();
    const signs = await this.get(T.vitals).now();
    const wishes = rows.map((row) => row.body as RestartWish);
    await announceStart(bot, { generation, warnings, version, signs, isFirst, wishes });
    const ids = rows.map((row) => row.id);
    await this.get(T.inbox).finish(ids, 'done');
  }

  /** On disk before what is told is what the next start compares with. */
  async #tellOfRecord({ before, record }: Beginning, { generation, reading }: AppliedReading): Promise<void> {
    const notices = this.get(T.wideningNotices);
    await notices.ofRecord(record, generation);
    for (const former of before) await notices.afterStart(former, generation, reading);
  }

  /** Who asked the last process for the restart that this start is. */
  async #restartWishes(): Promise<readonly InboxRow[]> {
    return (await this.get(T.inbox).unfinished()).filter((row) => row.source === 'restart');
  }
}
