import { quantile } from '../measure.js';
import { type Bench, byScale, type Part } from '../part.js';
import type { DueReport, DueRows } from '../programs/due-rows.js';
import { atMost, type Figure, figuresOf } from '../row.js';
import { askProgram } from '../scene/ask-program.js';
import { residentMb } from '../scene/process-figures.js';
import { Scene } from '../scene/scene.js';

const MINUTE_MS = 60_000;
const CRONS = 10_000;
/** By then a program with so many crons has started and is at rest. */
const START_MS = 25_000;
const figure = figuresOf('crons');

/** How late crons are dispatched that are due in the same minute. */
export const crons: Part = {
  name: 'crons',
  measures: 'due to dispatched, with 10,000 crons, of which some or all are due at once',
  measure: async (bench) => [
    ...(await lateness({ dueAtOnce: 167, mostMs: 50 }, bench)),
    ...(await lateness({ dueAtOnce: byScale(bench, { full: CRONS, quick: 2_000, pair: CRONS }), mostMs: 250 }, bench)),
  ],
};

async function lateness(
  { dueAtOnce, mostMs }: { readonly dueAtOnce: number; readonly mostMs: number },
  bench: Bench,
): Promise<readonly Figure[]> {
  const dueAtMs = Math.ceil((Date.now() + START_MS) / MINUTE_MS) * MINUTE_MS;
  const tables = cronTables(dueAtOnce, dueAtMs);
  await using scene = await Scene.open({ program: bench.program, triggers: 0, more: tables });
  const { pid } = await scene.start();
  bench.say(`${dueAtOnce} are due in ${Math.round((dueAtMs - Date.now()) / 1_000)} s`);
  const question: DueRows = { database: scene.database, count: dueAtOnce, dueAtMs };
  const { claimedMs, doneMs } = await askProgram<DueReport>('due-rows', question);
  const what = `${dueAtOnce.toLocaleString('en')} of ${CRONS.toLocaleString('en')} at once`;
  return [
    figure(`${what}, due to dispatched, p50`, quantile(claimedMs, 0.5), 'ms'),
    figure(`${what}, due to dispatched, p99`, quantile(claimedMs, 0.99), 'ms', { goal: atMost(mostMs) }),
    figure(`${what}, due to notice on the disk, p99`, quantile(doneMs, 0.99), 'ms'),
    figure(`${what}, never dispatched`, dueAtOnce - claimedMs.length, '', { goal: atMost(0) }),
    figure(`${what}, RSS afterwards`, residentMb(pid), 'MB'),
  ];
}

/** Crons of every hour: so many in the minute of that instant, the others in the half hour that begins a little later. */
function cronTables(dueAtOnce: number, dueAtMs: number): string {
  const minute = new Date(dueAtMs).getMinutes();
  return Array.from({ length: CRONS }, (_, n) => {
    const at = n < dueAtOnce ? minute : (minute + 3 + (n % 30)) % 60;
    return `[[triggers.crons]]
id = "due-${n}"
schedule = "${at} * * * *"
action = "notify_only"
message_template = "due ${n}"
`;
  }).join('');
}
