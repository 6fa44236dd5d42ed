import { spawn } from 'node:child_process';
import { errorText } from '../../../domain/error-text.js';

/** What a tool that has ended had to say. */
export interface ToolAnswer {
  /** `null` if it could not be started, or was ended after too long. */
  readonly code: number | null;
  readonly stdout: string;
  /** What went wrong, in the tool’s words or the system’s. */
  readonly stderr: string;
}

/** Calls a tool of the system, by its name on the `PATH`, and waits at most `withinMs` for its end. */
export type RunTool = (program: string, args: readonly string[], withinMs?: number) => Promise<ToolAnswer>;

const WITHIN_MS = 20_000;
/** The most that is kept of what a tool prints. */
const MOST_CHARACTERS = 200_000;

/** Tools with this environment and without a terminal: none can ask anything, and Ctrl-C does not end one half-way. */
export function toolsIn(environment: Readonly<Record<string, string | undefined>>): RunTool {
  return (program, args, withinMs = WITHIN_MS) =>
    new Promise((resolve) => {
      const child = spawn(program, [...args], {
        env: { ...environment },
        stdio: ['ignore', 'pipe', 'pipe'],
        detached: true,
      });
      const said = { stdout: '', stderr: '' };
      child.stdout.setEncoding('utf8').on('data', (text: string) => keep('stdout', text));
      child.stderr.setEncoding('utf8').on('data', (text: string) => keep('stderr', text));
      const keep = (stream: keyof typeof said, text: string) => {
        if (said[stream].length < MOST_CHARACTERS) said[stream] += text;
      };
      const end = (code: number | null, stderr: string) => {
        clearTimeout(timer);
        resolve({ code, stdout: said.stdout, stderr });
      };
      const timer = setTimeout(() => {
        if (child.pid !== undefined) endGroup(child.pid);
        child.stdout.destroy();
        child.stderr.destroy();
        end(null, `${program} did not end within ${withinMs / 1_000} s`);
      }, withinMs);
      child.once('error', (error) => end(null, errorText(error)));
      child.once('close', (code) => end(code, said.stderr.trim()));
    });
}

function endGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
}
