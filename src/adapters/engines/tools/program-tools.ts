import type {
  EngineAccount,
  EngineLogin,
  EngineThreads,
  EngineTools,
} from '../../../application/ports/engine/engine-tools.js';
import type { EngineId } from '../../../domain/ids.js';
import type { Alarm } from '../../../domain/ports/alarm.js';
import type { EngineDefinition } from '../profile/engine-definition.js';
import type { EngineLauncher } from '../run/engine-launcher.js';
import { callEngine } from './engine-call.js';
import { ProgramLogin } from './program-login.js';
import { ProgramThreads } from './program-threads.js';

/** An engine, and what finds its program. */
export interface EngineProgram {
  readonly definition: EngineDefinition;
  readonly launcher: EngineLauncher;
}

/** The engines' programs, called for what they can do beside runs. */
export class ProgramTools implements EngineTools {
  readonly logins: readonly EngineLogin[];
  readonly threads: readonly EngineThreads[];
  readonly #programs: readonly EngineProgram[];
  readonly #alarm: Alarm;

  constructor(programs: readonly EngineProgram[], alarm: Alarm) {
    this.#programs = programs;
    this.#alarm = alarm;
    this.logins = programs.flatMap(({ definition: { login }, launcher }) =>
      login === undefined ? [] : [new ProgramLogin(login, launcher, alarm)],
    );
    this.threads = programs.flatMap(({ definition: { threads }, launcher }) =>
      threads === undefined ? [] : [new ProgramThreads(threads, launcher, alarm)],
    );
  }

  async account(engine: EngineId): Promise<EngineAccount> {
    const program = this.#programs.find(({ definition }) => definition.manifest.id === engine);
    const question = program?.definition.account;
    if (program === undefined || question === undefined) return 'unknown';
    const environment = program.launcher.environment();
    if (question.keys.some((key) => (environment[key] ?? '') !== '')) return 'logged-in';
    if (question.args === null) return 'unknown';
    const called = await callEngine(program.launcher, this.#alarm, question.args);
    return called.ok ? question.read(called.value) : 'unknown';
  }
}
