import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('post-load.program.js', import.meta.url));

/** What is posted, and how often. */
export interface SteadyPosts {
  readonly port: number;
  readonly perSecond: number;
  readonly path: string;
  /** Of the bearer. */
  readonly secret: string;
}

/** What came of it. */
export interface SteadyReport {
  readonly seconds: number;
  /** How often each status, or error, was the answer. */
  readonly answers: Readonly<Record<string, number>>;
}

/** Posts at a steady rate, from a process of its own, until `end` is called. */
export function startSteadyPosts({ port, perSecond, path, secret }: SteadyPosts): { end(): Promise<SteadyReport> } {
  const child = spawn(process.execPath, [PROGRAM, `${port}`, `${perSecond}`, path, secret], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const printed = text(child.stdout);
  return {
    end: async () => {
      child.stdin.end();
      return JSON.parse(await printed) as SteadyReport;
    },
  };
}
