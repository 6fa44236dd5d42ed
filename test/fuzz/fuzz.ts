import fc from 'fast-check';

/** How many cases each fuzzer tries: `FUZZ_CASES`, else few enough for every test run. */
export const CASES = Number(process.env['FUZZ_CASES'] ?? 200);

/** How long a fuzzer may take when it is given many cases, in milliseconds. */
export const LONG_MS = 900_000;

/** Tries a property on `CASES` cases; a failure names its seed and the smallest case. */
export async function fuzz<T>(cases: fc.Arbitrary<T>, holds: (value: T) => void | Promise<void>): Promise<void> {
  await fc.assert(
    fc.asyncProperty(cases, async (value) => holds(value)),
    { numRuns: CASES },
  );
}

/** Texts as people and attackers write them: any characters, and pieces that mean something where the text is read. */
export function textOf(...pieces: readonly string[]): fc.Arbitrary<string> {
  const piece = fc.oneof(
    fc.constantFrom(...pieces),
    fc.string({ unit: 'binary', maxLength: 6 }),
    fc.string({ maxLength: 6 }),
  );
  return fc.array(piece, { maxLength: 30 }).map((parts) => parts.join(''));
}
