import { swapRace } from '../../adapters/files/swap-race.js';
import { HOSTILE_TEXTS } from '../outside-text/hostile-texts.js';
import { attackOutsideText, OUTSIDE_TEXT_LAW, standText } from '../outside-text.js';
import { unprovenLoad, unprovenLoadText } from '../unproven-load.js';
import { health } from './health.js';

/** Prints what it measures; whether that is within its bounds. */
export type Measure = (say: (line: string) => void, seed: number) => Promise<boolean>;

const SWAP_WRITES = 200_000;

/** Long measurements, by the option that asks for them instead of the attempts. */
export const MEASURES: Readonly<Record<string, Measure>> = { 'outside-text': outsideText, health, held, swap };

async function outsideText(say: (line: string) => void): Promise<boolean> {
  let [functions, broke] = [0, 0];
  for (const stand of attackOutsideText()) {
    functions++;
    if (stand.broken.length > 0) broke++;
    say(standText(stand));
  }
  say(`${functions} functions × ${HOSTILE_TEXTS.length} texts, ${OUTSIDE_TEXT_LAW}: ${broke} broke`);
  return broke === 0;
}

async function held(say: (line: string) => void): Promise<boolean> {
  const load = await unprovenLoad();
  say(unprovenLoadText(load));
  return load.held;
}

async function swap(say: (line: string) => void): Promise<boolean> {
  const report = await swapRace(SWAP_WRITES, (done) => say(`  ${done} of ${SWAP_WRITES} writes`));
  const { writes, written, refused, outside, leftBehind } = report;
  say(`${writes} writes against a swapping loop: ${written} written, ${refused} refused, ${outside} outside the roots`);
  say(`drafts left behind: ${leftBehind}`);
  return outside === 0 && written > 0 && refused > 0;
}
