import { Container, type ContainerModule } from 'inversify';
import type { DrainDeadlines } from '../application/lifecycle/drain.js';
import type { Beginning } from '../application/reload/begin-config.js';
import type { Applied } from '../application/reload/config-reloader.js';
import type { Place } from '../domain/ids.js';
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

  /** Applies the first configuration, takes up what was left, and lets new updates in. */
  start(beginning: Beginning, version: string): Promise<Applied> {
    return this.get(T.program).start(beginning, version);
  }

  /** Lets running work come to its end, then closes; `askedFrom` is where a restart was asked for. */
  stop(deadlines: DrainDeadlines, askedFrom: Place | null = null): Promise<void> {
    return this.get(T.program).stop(deadlines, askedFrom);
  }

  /** Lets go of everything at once; for a start that could not be brought to its end. */
  release(): Promise<void> {
    return this.get(T.program).release();
  }
}
