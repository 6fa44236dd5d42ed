import childProcess, { type ChildProcess } from 'node:child_process';
import { syncBuiltinESMExports } from 'node:module';
import type { Steps } from './steps.js';

/** Makes the life of an engine's process steps: started, given its prompt, heard for the first time, gone. */
export function watchEngines(steps: Steps): void {
  const original = childProcess.spawn;
  childProcess.spawn = ((...args: Parameters<typeof original>) => {
    if (!args[1]?.some((arg) => arg.startsWith('--output-format'))) return original(...args);
    steps.reach('before an engine is started');
    const child: ChildProcess = original(...args);
    steps.reach('after an engine was started');
    child.stdin?.once('finish', () => steps.reach('after the prompt was written'));
    child.once('exit', () => steps.reach('after an engine exited'));
    return child;
  }) as typeof original;
  syncBuiltinESMExports();
}
