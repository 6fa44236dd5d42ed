import { Container, type ContainerModule } from 'inversify';
import type { Program } from '../../application/lifecycle/program.js';
import { actionsModule } from '../modules/actions.module.js';
import { buttonsModule } from '../modules/buttons.module.js';
import { choicesModule } from '../modules/choices.module.js';
import { commandsModule } from '../modules/commands.module.js';
import { configurationModule } from '../modules/configuration.module.js';
import { delayedModule } from '../modules/delayed.module.js';
import { intakeModule } from '../modules/intake.module.js';
import { lifecycleModule } from '../modules/lifecycle.module.js';
import { loopsModule } from '../modules/loops.module.js';
import { messagesModule } from '../modules/messages.module.js';
import { ownMessagesModule } from '../modules/own-messages.module.js';
import { runsModule } from '../modules/runs.module.js';
import { triggersModule } from '../modules/triggers.module.js';
import { webhooksModule } from '../modules/webhooks.module.js';
import type { Token } from '../wiring/token.js';
import { T } from '../wiring/tokens.js';

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
  }

  /** One of its parts, for tests. */
  get<T>(id: Token<T>): T {
    return this.#container.get<T>(id);
  }

  /** Its life, from start to stop. */
  get program(): Program {
    return this.get(T.program);
  }
}
