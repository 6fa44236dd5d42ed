import { readFileSync, writeFileSync } from 'node:fs';
import { shiftClocks } from './clocks.js';
import { DiskRecord } from './disk-record.js';
import { watchEngines } from './engine-steps.js';
import { LoopStands } from './loop-stands.js';
import { watchAnswers, watchCalls } from './network-steps.js';
import { type FaultPlan, PLAN_VARIABLE, readyFile } from './plan.js';
import { Steps } from './steps.js';
import { watchStore } from './store-steps.js';

/** Loaded into the program before its own first line (`node --import=`): makes it do what the plan says, without a hook in it. */
const file = process.env[PLAN_VARIABLE] ?? '';
const read = (): FaultPlan => JSON.parse(readFileSync(file, 'utf8'));
process.on('SIGUSR2', () => {
  plan = read();
  stands?.reset();
});
// Whoever changes the plan writes it first and then looks whether this process can be told.
writeFileSync(readyFile(file, process.pid), '');
let plan = read();
const stands = plan.loopLog === null ? null : new LoopStands(plan.loopLog);

const steps = new Steps(() => plan);
shiftClocks(() => plan);
const record = plan.diskRecord === null ? null : new DiskRecord(plan.diskRecord);
watchStore({ steps, record, trouble: () => plan.disk });
watchCalls(steps);
watchAnswers(steps);
watchEngines(steps);
