import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { line } from './measure.js';

const UNITS = ['untether.service', 'untether-hardened.service'];

/** What systemd-analyze(1) thinks of the units, from 0 (nothing is open) to 10. */
export async function benchExposure(): Promise<readonly string[]> {
  return Promise.all(
    UNITS.map(async (unit) => {
      const exposure = await exposureOf(fileURLToPath(new URL(`../../../contrib/${unit}`, import.meta.url)));
      const what = `systemd-analyze: exposure of ${unit}`;
      return exposure === null ? `${what}: not installed here` : line(what, exposure, 'of 10');
    }),
  );
}

async function exposureOf(path: string): Promise<number | null> {
  const args = ['security', '--offline=true', '--no-pager', path];
  const { stdout } = await promisify(execFile)('systemd-analyze', args).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return { stdout: null };
    throw error;
  });
  if (stdout === null) return null;
  const [, exposure] = /exposure level for \S+: ([\d.]+)/.exec(stdout) ?? [];
  if (exposure === undefined) throw new Error(`systemd-analyze said no number:\n${stdout}`);
  return Number(exposure);
}
