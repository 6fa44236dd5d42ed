import type { EngineLogin, LoginInvitation } from '../../../application/ports/engine/engine-tools.js';
import type { Alarm } from '../../../domain/ports/alarm.js';
import type { StopSignal } from '../../../domain/ports/stop-signal.js';
import type { Result } from '../../../domain/result.js';
import type { EngineProblem } from '../../../domain/run/run-event.js';
import type { DeviceLogin } from '../profile/engine-definition.js';
import type { EngineLauncher } from '../run/engine-launcher.js';
import { callEngine, done } from './engine-call.js';

/** The program gives up by itself when its code isn't valid any more. */
const LENIENCY_MS = 60_000;

/** Logs an engine's program in that prints an address and a code, and waits until the code was typed there. */
export class ProgramLogin implements EngineLogin {
  readonly engine: string;
  readonly name: string;
  readonly codeLastsMs: number;
  readonly #args: readonly string[];
  readonly #launcher: EngineLauncher;
  readonly #alarm: Alarm;

  constructor({ args, codeLastsMs }: DeviceLogin, launcher: EngineLauncher, alarm: Alarm) {
    this.engine = launcher.manifest.id;
    this.name = launcher.manifest.name;
    this.codeLastsMs = codeLastsMs;
    this.#args = args;
    this.#launcher = launcher;
    this.#alarm = alarm;
  }

  async logIn(invite: (invitation: LoginInvitation) => void, stop: StopSignal): Promise<Result<null, EngineProblem>> {
    const invitations = new Invitations(invite);
    const heard = (line: string) => invitations.hear(line);
    const timeoutMs = this.codeLastsMs + LENIENCY_MS;
    const called = await callEngine(this.#launcher, this.#alarm, this.#args, { timeoutMs, heard, stop });
    return done(called, this.#launcher.manifest);
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
