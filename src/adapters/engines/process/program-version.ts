import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';

/** How long a program may take to say its version; the slowest known one needs 1.5 s on an idle machine. */
const DEADLINE_MS = 10_000;

/** Asks programs for their versions and remembers the answer until the file changes. */
export class ProgramVersions {
  readonly #known = new Map<string, { readonly changedAt: number; readonly version: string }>();

  /** What `--version` prints as its first number with a dot; `null` if it fails or takes too long. */
  async of(program: string, environment: Record<string, string>): Promise<string | null> {
    const changedAt = await stat(program).then(
      (file) => file.mtimeMs,
      () => null,
    );
    const known = this.#known.get(program);
    if (changedAt === null) return null;
    if (known?.changedAt === changedAt) return known.version;
    const version = await ask(program, environment);
    if (version !== null) this.#known.set(program, { changedAt, version });
    return version;
  }
}

function ask(program: string, env: Record<string, string>): Promise<string | null> {
  return new Promise((resolve) => {
    const options = { env, timeout: DEADLINE_MS, killSignal: 'SIGKILL', maxBuffer: 64 * 1024 } as const;
    const child = execFile(program, ['--version'], options, (error, stdout) => {
      resolve(error === null ? firstVersion(stdout) : null);
    });
    child.stdin?.on('error', () => {});
    child.stdin?.end();
  });
}

function firstVersion(text: string): string | null {
  return /\d{1,9}\.\d+[\w.+-]*/.exec(text)?.[0] ?? null;
}
