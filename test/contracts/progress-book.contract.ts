import { expect } from 'chai';
import type { OpenProgress, ProgressBook } from '../../src/application/ports/progress-book.js';

export interface ProgressBookBench {
  readonly progress: ProgressBook;
  reopened(): Promise<ProgressBook>;
}

export function openProgress(run: string, more: Partial<OpenProgress> = {}): OpenProgress {
  return {
    run,
    message: { chatId: 1, messageId: 2 },
    place: { chatId: 1, threadId: null },
    face: { run, engine: 'claude', context: null, origin: { kind: 'message' }, meta: {}, resumeLine: null },
    openedAt: 1_000,
    rows: [1, 2],
    ...more,
  };
}

/** What every progress book promises. */
export function describeProgressBook(name: string, make: () => Promise<ProgressBookBench>): void {
  describe(`${name} as a progress book`, () => {
    let bench: ProgressBookBench;
    let progress: ProgressBook;

    beforeEach(async () => {
      bench = await make();
      progress = bench.progress;
    });

    it('lists what is open, oldest first', async () => {
      await progress.note(openProgress('late', { openedAt: 3_000 }));
      await progress.note(openProgress('early', { openedAt: 1_000 }));
      await progress.note(openProgress('early too', { openedAt: 1_000 }));
      expect((await progress.open()).map((open) => open.run)).to.deep.equal(['early', 'early too', 'late']);
      expect((await progress.open())[0]).to.deep.equal(openProgress('early'));
    });

    it('notes what has become known without losing the place in the list', async () => {
      await progress.note(openProgress('a'));
      await progress.note(openProgress('b'));
      const known = openProgress('a', { message: { chatId: 1, messageId: 9 }, rows: [1, 2, 3] });
      await progress.note(known);
      expect(await progress.open()).to.deep.equal([known, openProgress('b')]);
    });

    it('forgets what was closed; closing again does nothing', async () => {
      await progress.note(openProgress('a'));
      await progress.close('a');
      await progress.close('a');
      await progress.close('never there');
      expect(await progress.open()).to.deep.equal([]);
    });

    it('remembers over a restart', async () => {
      await progress.note(openProgress('a'));
      expect(await (await bench.reopened()).open()).to.deep.equal([openProgress('a')]);
    });
  });
}
