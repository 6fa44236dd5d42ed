import { fail, ok, type Result } from '../../../domain/result.js';
import type { Secret } from '../../../domain/secret.js';
import type { ConfigSource } from '../../ports/config/config-source.js';
import type { ConfigText } from '../../ports/config/config-text.js';
import type { GoodFiles } from '../../ports/config/good-files.js';
import type { TakeBackProblem } from '../../values/reload/take-back-problem.js';
import type { ConfigHistory } from '../config-history.js';
import type { ConfigReloader } from '../config-reloader.js';
import type { FollowConfig } from '../follow/follow-config.js';
import type { TakeBack } from '../take-back-buttons.js';

/** What taking edits back is built on. */
export interface TakeBackTools {
  readonly source: ConfigSource;
  readonly text: ConfigText;
  readonly files: GoodFiles;
  readonly keeping: ConfigHistory;
  readonly reloader: ConfigReloader;
  readonly follow: FollowConfig;
}

/** Writes a file that was good before in the place of the present one, to the letter, and puts it in force. */
export class Rollback {
  readonly #tools: TakeBackTools;

  constructor(tools: TakeBackTools) {
    this.#tools = tools;
  }

  /** Resolves with the number under which the earlier file is in force now. */
  async run({ to, ifStill }: TakeBack): Promise<Result<number, TakeBackProblem>> {
    const { files, keeping, text, source } = this.#tools;
    await keeping.idle();
    const wanted = await files.text(to);
    if (wanted === null) return fail({ kind: 'not-kept', number: to });
    const now = await text.read();
    const saysIt = now.ok && now.value.text === wanted.reveal();
    if (saysIt && this.#isInForce(wanted)) return fail({ kind: 'in-force-already', number: this.#number });
    if (ifStill !== null) {
      const still = await this.#textOf(ifStill);
      if (still === null) return fail({ kind: 'not-kept', number: ifStill });
      if (!now.ok || now.value.text !== still.reveal()) return fail({ kind: 'edited-since', number: ifStill });
    }
    const reading = await source.readText(wanted);
    if (!reading.ok) return fail({ kind: 'not-good-any-more', problems: reading.problems });
    const written = await text.write(wanted.reveal(), now.ok ? now.value.digest : undefined);
    if (!written.ok) return fail({ kind: 'not-writable', problem: written.problem });
    return this.#putInForce(wanted, now.ok ? now.value.text : null);
  }

  /** That of the one in force is known also where the disk refused to keep it. */
  #textOf(number: number): Promise<Secret | null> {
    const { reloader, files } = this.#tools;
    const { inForce } = reloader;
    return inForce?.generation.number === number ? Promise.resolve(inForce.reading.text) : files.text(number);
  }

  /** The watch may have read it first; if it is refused, the file says again what it said before. */
  async #putInForce(wanted: Secret, former: string | null): Promise<Result<number, TakeBackProblem>> {
    const { follow, reloader, text } = this.#tools;
    const outcome = await follow.reload({ apply: true });
    if (this.#isInForce(wanted)) return ok(this.#number);
    const applied = outcome.kind === 'read' ? outcome.applied : null;
    const rejected = applied?.ok === false ? applied.problem : reloader.refused;
    if (rejected === null) return fail({ kind: 'edited-since', number: this.#number });
    const now = await text.read();
    if (former !== null && now.ok && now.value.text === wanted.reveal()) {
      await text.write(former, now.value.digest);
      await follow.reload({ apply: true });
    }
    return fail({ kind: 'refused', rejected });
  }

  #isInForce(text: Secret): boolean {
    return this.#tools.reloader.inForce?.reading.text.equals(text) === true;
  }

  get #number(): number {
    return this.#tools.reloader.inForce?.generation.number ?? 0;
  }
}
