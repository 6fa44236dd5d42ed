import { parseArgs } from 'node:util';
import { Random } from '../faults/random.js';
import { MEASURES } from './measures/measures.js';
import { scenes as scenesOf } from './scenes.js';
import { Score, shortfall } from './score.js';

/** Makes the attempts that are asked for, prints what fell short and the table, and answers whether all held. */
async function main(): Promise<boolean> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', default: '' },
      match: { type: 'string', default: '' },
      seed: { type: 'string', default: `${Date.now() % 1_000_000}` },
      quick: { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
      ...Object.fromEntries(Object.keys(MEASURES).map((name) => [name, { type: 'boolean', default: false } as const])),
    },
  });
  const seed = Number(values.seed);
  if (!Number.isSafeInteger(seed)) throw new Error(`--seed takes a whole number, not ${values.seed}`);
  const all = scenesOf(new Random(seed));
  const only = values.only.split(',').filter(Boolean);
  const areas = [...new Set(all.map(({ area }) => area))];
  const unknown = only.find((name) => !areas.includes(name));
  if (unknown !== undefined) throw new Error(`there is no area ${unknown}, only ${areas.join(', ')}`);
  const asked: Readonly<Record<string, unknown>> = values;
  const measures = Object.entries(MEASURES).filter(([name]) => asked[name] === true);
  if (measures.length > 0)
    return measure(
      measures.map(([, play]) => play),
      seed,
    );

  const scenes = all.filter(
    ({ area, quick }) => (only.length === 0 || only.includes(area)) && (quick > 0 || !values.quick),
  );
  if (values.list) {
    for (const { area, names } of scenes) for (const name of names) console.log(`${area}\t${name}`);
    return true;
  }
  const score = new Score();
  for (const { area, names, quick, play } of scenes) {
    console.error(`${area}: ${names.length} attempts`);
    await play(
      (outcome) => {
        score.add(outcome);
        const line = shortfall(outcome);
        if (line !== null) console.log(line);
      },
      { every: values.quick ? quick : 1, match: new RegExp(values.match) },
    );
  }
  for (const line of ['', ...score.lines()]) console.log(line);
  return score.tried > 0 && score.broke === 0;
}

async function measure(plays: readonly (typeof MEASURES)[string][], seed: number): Promise<boolean> {
  let holds = true;
  for (const play of plays) holds = (await play((line) => console.log(line), seed)) && holds;
  console.log(holds ? 'holds' : 'DOES NOT HOLD');
  return holds;
}

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  console.error(`attacks: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
