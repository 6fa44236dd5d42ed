import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

/** The programs that measure and those that are measured beside ours. */
export type ProgramName = 'bare-server' | 'bare-store' | 'bare-watch' | 'posts' | 'saves' | 'due-rows';

/** Where one of them lies. */
export function programPath(name: ProgramName): string {
  return fileURLToPath(new URL(`../programs/${name}.program.js`, import.meta.url));
}

/** Runs a program that gets one JSON text, and answers with one; nothing that it does takes time of this process. */
export async function askProgram<T>(name: ProgramName, question: unknown): Promise<T> {
  const child = spawn(process.execPath, [programPath(name), JSON.stringify(question)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [answer, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  if (code !== 0) throw new Error(`${name} ended with ${code}`);
  return JSON.parse(answer) as T;
}
