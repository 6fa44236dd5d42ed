import { parseArgs } from 'node:util';
import { IntlCronCalendar } from '../../src/adapters/cron/intl-cron-calendar.js';
import { compare, type Difference } from './compare.js';
import { OPINIONS, type Opinion } from './package-opinion.js';

const INSTANTS = 250;
/** How many of them the package is asked about. */
const OPINIONS_ASKED = 10;
const MOST_SHOWN = 20;
/** How often it is told how far it is, in milliseconds. */
const TOLD_EVERY_MS = 5_000;

/** Compares the calendar with a daemon that looks at the clock every minute, in every zone; answers whether they agree. */
function main(): boolean {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: `${Date.now() % 1_000_000}` },
      comparisons: { type: 'string', default: '1000000' },
    },
  });
  const [seed, wanted] = [whole('seed', values.seed), whole('comparisons', values.comparisons)];
  const zones = [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])];
  const schedules = Math.max(1, Math.ceil(wanted / (zones.length * INSTANTS)));
  console.log(`seed ${seed}: ${zones.length} zones, ${schedules} schedules in each, ${INSTANTS} instants with each`);
  const differences: Difference[] = [];
  const opinions: Opinion[] = [];
  let [comparisons, done, toldAt] = [0, 0, performance.now()];
  const comparison = { seed, zones, schedules, instants: INSTANTS, opinions: OPINIONS_ASKED };
  for (const zone of compare(new IntlCronCalendar(), comparison)) {
    comparisons += zone.comparisons;
    opinions.push(...zone.opinions);
    done++;
    for (const one of zone.differences.slice(0, Math.max(0, MOST_SHOWN - differences.length)))
      console.log(JSON.stringify(one));
    differences.push(...zone.differences);
    if (performance.now() - toldAt < TOLD_EVERY_MS && done < zones.length) continue;
    toldAt = performance.now();
    console.log(`${done} of ${zones.length} zones, ${comparisons.toLocaleString('en')} comparisons`);
  }
  console.log(
    `${comparisons.toLocaleString('en')} comparisons over ${zones.length} zones and ${zones.length * schedules} schedules: ` +
      `${differences.length} differences`,
  );
  tellOpinions(opinions);
  return differences.length === 0;
}

/** How often the package `cron` says what the daemon says, and why not where it does not; nothing follows from it. */
function tellOpinions(opinions: readonly Opinion[]): void {
  const same = opinions.filter((opinion) => opinion === 'same').length;
  const share = ((100 * same) / Math.max(1, opinions.length)).toFixed(2);
  console.log(
    `the package cron agrees in ${same.toLocaleString('en')} of ${opinions.length.toLocaleString('en')} (${share} %)`,
  );
  for (const [opinion, why] of Object.entries(OPINIONS)) {
    const count = opinions.filter((one) => one === opinion).length;
    if (opinion !== 'same' && count > 0) console.log(`  ${count.toLocaleString('en').padStart(7)}  ${why}`);
  }
}

function whole(name: string, text: string): number {
  if (!/^\d+$/.test(text)) throw new Error(`--${name} takes a whole number, not ${text}`);
  return Number(text);
}

try {
  process.exitCode = main() ? 0 : 1;
} catch (error) {
  console.error(`oracle: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
