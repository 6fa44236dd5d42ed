import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Part } from '../part.js';
import { atMost, figuresOf } from '../row.js';

/** The units, and what each of them must stay below. */
const UNITS = { 'untether.service': 3.3, 'untether-hardened.service': 1.5 };

/** What systemd-analyze(1) thinks of the units, from 0 (nothing is open) to 10; nothing where it is not installed. */
export const exposure: Part = {
  name: 'exposure',
  measures: 'what systemd-analyze thinks of the units',
  measure: async ({ say }) => {
    const figures = Object.entries(UNITS).map(async ([unit, most]) => {
      const found = await exposureOf(fileURLToPath(new URL(`../../../../contrib/${unit}`, import.meta.url)));
      if (found === null) say('systemd-analyze is not installed here');
      return found === null ? [] : [figuresOf('exposure')(unit, found, 'of 10', { goal: atMost(most) })];
    });
    return (await Promise.all(figures)).flat();
  },
};

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
