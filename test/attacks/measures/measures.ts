import { outsideText } from './outside-text.js';

/** Prints what it measures; whether that is within its bounds. */
export type Measure = (say: (line: string) => void, seed: number) => Promise<boolean>;

/** Long measurements, by the option that asks for them instead of the attempts. */
export const MEASURES: Readonly<Record<string, Measure>> = {
  'outside-text': outsideText,
};
