import { ampThreads } from '../../../src/adapters/engines/amp/threads.js';
import type {
  EngineAccount,
  EngineLogin,
  EngineThread,
  EngineThreads,
  EngineTools,
  LoginInvitation,
} from '../../../src/application/ports/engine/engine-tools.js';
import type { StopSignal } from '../../../src/domain/ports/stop-signal.js';
import { fail, ok, type Result } from '../../../src/domain/result.js';
import type { EngineProblem } from '../../../src/domain/run/run-event.js';

/** Tools over programs that are not there: the test says what they have and how a login ends. */
export class FakeEngineTools implements EngineTools {
  /** Engines whose programs are missing. */
  readonly missing = new Set<string>();
  readonly accounts = new Map<string, EngineAccount>();
  threadsOfAmp: readonly EngineThread[] = [];
  /** Ends the login that is under way. */
  endLogin: (outcome: Result<null, EngineProblem>) => void = () => undefined;
  /** How many logins have begun. */
  loginsBegun = 0;
  logins: readonly EngineLogin[] = [
    { engine: 'codex', name: 'Codex', codeLastsMs: 900_000, logIn: (invite, stop) => this.#logIn(invite, stop) },
  ];
  threads: readonly EngineThreads[] = [
    {
      ...{ engine: 'amp', name: 'Amp', isId: (text) => ampThreads.isId(text) },
      list: (query) => this.#list(query),
      archive: (id) => this.#archive(id),
    },
  ];

  #logIn(invite: (invitation: LoginInvitation) => void, stop: StopSignal): Promise<Result<null, EngineProblem>> {
    const missing = this.#missing('codex');
    if (missing !== null) return Promise.resolve(fail(missing));
    this.loginsBegun += 1;
    const { promise, resolve } = Promise.withResolvers<Result<null, EngineProblem>>();
    this.endLogin = resolve;
    stop.addEventListener('abort', () => resolve(fail({ kind: 'interrupted', message: 'called off' })), { once: true });
    invite({ url: 'https://auth.example/device', code: 'ABCD-12345' });
    return promise;
  }

  async #list(query: string | null): Promise<Result<readonly EngineThread[], EngineProblem>> {
    const missing = this.#missing('amp');
    if (missing !== null) return fail(missing);
    return ok(this.threadsOfAmp.filter(({ title }) => query === null || title.includes(query)));
  }

  async #archive(thread: string): Promise<Result<null, EngineProblem>> {
    const missing = this.#missing('amp');
    if (missing !== null) return fail(missing);
    if (!ampThreads.isId(thread)) return fail({ kind: 'session-unknown', message: `There is no thread ${thread}.` });
    this.threadsOfAmp = this.threadsOfAmp.filter(({ id }) => id !== thread);
    return ok(null);
  }

  async account(engine: string): Promise<EngineAccount> {
    return this.missing.has(engine) ? 'unknown' : (this.accounts.get(engine) ?? 'unknown');
  }

  #missing(engine: string): EngineProblem | null {
    if (!this.missing.has(engine)) return null;
    return { kind: 'not-installed', message: `${engine} is not there`, install: `install ${engine}` };
  }
}
