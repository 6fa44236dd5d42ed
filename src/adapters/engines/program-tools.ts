import type {
  EngineAccount,
  EngineThread,
  EngineTools,
  LoginInvitation,
} from '../../application/ports/engine/engine-tools.js';
import type { EngineId } from '../../domain/ids.js';
import type { Alarm } from '../../domain/ports/alarm.js';
import type { StopSignal } from '../../domain/ports/stop-signal.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { EngineProblem } from '../../domain/run/run-event.js';
import { isThreadId } from '../../domain/run/thread-id.js';
import { accountQuestion } from './accounts.js';
import { callProgram, type ProgramCall, type ProgramOutput } from './process/program-call.js';
import type { EngineLauncher } from './run/engine-launcher.js';
import { shortened } from './stream/tool-text.js';

/** How long a person has to type the code; Codex itself gives up after 15 minutes. */
const LOGIN_MS = 16 * 60_000;
const QUICK_MS = 30_000;
const SHOWN_LINES = 5;

/** The engines' programs, called for what they can do beside runs. */
export class ProgramTools implements EngineTools {
  readonly #launchers: ReadonlyMap<EngineId, EngineLauncher>;
  readonly #alarm: Alarm;
  readonly #loginMs: number;

  constructor(launchers: ReadonlyMap<EngineId, EngineLauncher>, alarm: Alarm, loginMs = LOGIN_MS) {
    this.#launchers = launchers;
    this.#alarm = alarm;
    this.#loginMs = loginMs;
  }

  async logIn(invite: (invitation: LoginInvitation) => void, stop: StopSignal): Promise<Result<null, EngineProblem>> {
    const invitations = new Invitations(invite);
    const heard = (line: string) => invitations.hear(line);
    return done(await this.#call('codex', ['login', '--device-auth'], { timeoutMs: this.#loginMs, heard, stop }));
  }

  async threads(query: string | null): Promise<Result<readonly EngineThread[], EngineProblem>> {
    const words = query?.replace(/\p{Cc}+/gu, ' ').trim() ?? '';
    const args = words === '' ? ['threads', 'list'] : ['threads', 'search', '--', words];
    const called = await this.#call('amp', args);
    const ended = done(called);
    if (!called.ok || !ended.ok) return ended.ok ? ok([]) : ended;
    const threads = called.value.lines.flatMap((line) => threadIn(line) ?? []);
    return ok([...new Map(threads.map((thread) => [thread.id, thread])).values()]);
  }

  async archive(thread: string): Promise<Result<null, EngineProblem>> {
    if (!isThreadId(thread))
      return fail({ kind: 'session-unknown', message: `There is no thread ${shortened(thread, 80)}.` });
    return done(await this.#call('amp', ['threads', 'archive', '--', thread]));
  }

  async account(engine: EngineId): Promise<EngineAccount> {
    const question = accountQuestion(engine);
    const launcher = this.#launchers.get(engine);
    if (question === null || launcher === undefined) return 'unknown';
    const environment = launcher.environment();
    if (question.keys.some((key) => (environment[key] ?? '') !== '')) return 'logged-in';
    if (question.args === null) return 'unknown';
    const called = await this.#call(engine, question.args);
    return called.ok ? question.read(called.value) : 'unknown';
  }

  async #call(
    engine: EngineId,
    args: readonly string[],
    more: Partial<Pick<ProgramCall, 'timeoutMs' | 'heard' | 'stop'>> = {},
  ): Promise<Result<ProgramOutput, EngineProblem>> {
    const launcher = this.#launchers.get(engine);
    if (launcher === undefined) return fail({ kind: 'not-built', message: `${engine} can’t be used.` });
    const program = await launcher.program();
    if (program === null) return fail(launcher.notInstalled());
    const environment = launcher.toolEnvironment();
    return callProgram({ program, args, environment, timeoutMs: QUICK_MS, ...more }, this.#alarm);
  }
}

/** Puts the address and the code together, whichever comes first, and tells them once. */
class Invitations {
  readonly #invite: (invitation: LoginInvitation) => void;
  #url: string | null = null;
  #code: string | null = null;

  constructor(invite: (invitation: LoginInvitation) => void) {
    this.#invite = invite;
  }

  hear(line: string): void {
    if (this.#url !== null && this.#code !== null) return;
    this.#url ??= /https:\/\/[^\s<>"'`]+/.exec(line)?.[0] ?? null;
    this.#code ??=
      /^\W*([A-Z0-9]{4,6}-[A-Z0-9]{4,6})\W*$|\bcode:?\s+([A-Z0-9]{4,6}-[A-Z0-9]{4,6})\b/
        .exec(line)
        ?.slice(1)
        .find(Boolean) ?? null;
    if (this.#url !== null && this.#code !== null) this.#invite({ url: this.#url, code: this.#code });
  }
}

function done(called: Result<ProgramOutput, EngineProblem>): Result<null, EngineProblem> {
  if (!called.ok) return called;
  const { exitCode, lines } = called.value;
  if (exitCode === 0) return ok(null);
  const message = lines.filter((line) => line.trim() !== '').slice(-SHOWN_LINES);
  return fail({ kind: 'other', message: message.join('\n'), ...(exitCode === null ? {} : { exitCode }) });
}

/** A row of the table that Amp prints: the id anywhere, the title in the first other cell. */
function threadIn(line: string): EngineThread | null {
  const id = /\bT-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/i.exec(line)?.[0];
  if (id === undefined) return null;
  const cells = line.split(/\s{2,}|[│|]/).map((cell) => cell.trim());
  return { id, title: cells.find((cell) => cell !== '' && !cell.includes(id)) ?? '' };
}
