import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import type { RunAction, RunEvent } from '../../../../src/domain/run/run-event.js';
import { repositoryRoot } from '../../../support/scripted-engine/path.js';
import { goldenText } from './golden.js';
import { RECORDED_ENGINES, type RecordedEngine, type Recording, recordingsOf } from './recordings.js';
import { type Replayed, replay } from './replay.js';

/** With this set, the golden files are written anew instead of being compared. */
const UPDATE = process.env['UPDATE_GOLDEN'] === '1';

for (const engine of RECORDED_ENGINES) {
  describe(`the recordings of ${engine.name}`, () => {
    const recordings = recordingsOf(engine);
    const replayed = recordings.map((recording) => replay({ ...engine, ...recording }));

    it('come to what the golden file says (UPDATE_GOLDEN=1 writes it anew)', () => {
      const file = join(repositoryRoot, 'test/fixtures/replays', `${engine.name}.md`);
      const each = recordings.map((recording, index) => goldenText(recording, replayed[index] as Replayed));
      const text = [`# Recordings of ${engine.name}, replayed`, '', ...each].join('\n');
      if (UPDATE) writeFileSync(file, text);
      expect(text).to.equal(readFileSync(file, 'utf8'));
    });

    it('hold no line of a type that is not known', () => {
      const unknown = recordings.filter((_, index) => (replayed[index]?.unknown.size ?? 0) > 0);
      expect(unknown.map(({ name }) => name)).to.deep.equal(engine.garbled ?? []);
    });

    it('show titles of one line, without the directory of the run', () => {
      for (const { events } of replayed) for (const { action } of actionsOf(events)) expectShort(action.title, engine);
    });

    it('name their conversation before anything else, and never another one', () => {
      for (const { events } of replayed) {
        const named = events.filter((event) => event.kind === 'started');
        if (named.length === 0) continue;
        expect(events[0]?.kind).to.equal('started');
        expect(new Set(named.map(({ resume }) => resume.value)).size).to.equal(1);
      }
    });

    it('end in an answer or a problem however they are cut or garbled', () => {
      fc.assert(
        fc.property(mutation(recordings), ({ output, exit }) => {
          const { events } = replay({ ...engine, output, exit });
          const results = events.filter((event) => event.kind === 'completed');
          expect(results.length).to.be.above(0);
          for (const { ok, problem } of results) expect(problem === null).to.equal(ok);
        }),
        { numRuns: 150 },
      );
    });
  });
}

function actionsOf(events: readonly RunEvent[]): readonly RunAction[] {
  return events.filter((event) => event.kind === 'action');
}

function expectShort(title: string, { directory }: RecordedEngine): void {
  expect(title).to.not.equal('').and.not.include(`${directory}/`);
}

/** A recording that is cut somewhere, with something else in its middle, and any end of the program. */
function mutation(recordings: readonly Recording[]): fc.Arbitrary<Pick<Recording, 'output' | 'exit'>> {
  const garbage = fc.oneof(
    fc.constantFrom('\n', '{}', '{"type":null}\n', '\n{"type":"error"}\n', '\n[1]\n', '\u0000', 'null', '":{"'),
    fc.string(),
    fc.json().map((json) => `\n${json}\n`),
  );
  const exits = fc.constantFrom(
    { code: 0, signal: null },
    { code: 1, signal: null },
    { code: 143, signal: null },
    { code: null, signal: 'SIGKILL' },
  );
  return fc
    .tuple(fc.constantFrom(...recordings), fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(40), garbage, exits)
    .map(([{ output }, share, dropped, inserted, exit]) => {
      const at = Math.floor(output.length * share);
      const rest = inserted === '' ? Buffer.alloc(0) : output.subarray(at + dropped);
      return { output: Buffer.concat([output.subarray(0, at), Buffer.from(inserted), rest]), exit };
    });
}
