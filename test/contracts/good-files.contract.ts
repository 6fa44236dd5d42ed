import { expect } from 'chai';
import type { GoodFiles } from '../../src/application/ports/config/good-files.js';
import { Secret } from '../../src/domain/secret.js';

/** A shelf that is empty at first, and its end. */
export interface GoodFilesWorld extends AsyncDisposable {
  readonly files: GoodFiles;
}

const file = (number: number) => ({
  number,
  at: 1_000 + number,
  digest: `d${number}`,
  changes: ['progress.verbosity'],
});

const content = (text: string) => ({ text: new Secret(text), overrides: new Secret(`overrides of ${text}`) });

/** What everyone who keeps good files promises. */
export function goodFilesContract(name: string, begin: () => Promise<GoodFilesWorld>): void {
  describe(`${name} as a keeper of good files`, () => {
    it('has none at first', async () => {
      await using world = await begin();
      expect(await world.files.list()).to.deep.equal([]);
      expect(await world.files.text(1)).to.equal(null);
    });

    it('gives back what it was given, to the letter, the latest first', async () => {
      await using world = await begin();
      const text = '# a comment\r\nkey = "ü"\n';
      await world.files.keep(file(9), content(text));
      await world.files.keep(file(10), content('later'));
      expect(await world.files.list()).to.deep.equal([file(10), file(9)]);
      expect((await world.files.text(9))?.reveal()).to.equal(text);
      expect((await world.files.content(9))?.overrides?.reveal()).to.equal(`overrides of ${text}`);
      expect(await world.files.content(8)).to.equal(null);
    });

    it('keeps the twenty with the highest numbers', async () => {
      await using world = await begin();
      for (let number = 1; number <= 23; number++) await world.files.keep(file(number), content(`${number}`));
      const kept = (await world.files.list()).map(({ number }) => number);
      expect(kept).to.deep.equal(Array.from({ length: 20 }, (_, index) => 23 - index));
      expect(await world.files.text(3)).to.equal(null);
      expect((await world.files.text(4))?.reveal()).to.equal('4');
    });

    it('holds one file a number, the one that came last', async () => {
      await using world = await begin();
      await world.files.keep(file(1), content('first'));
      await world.files.keep({ ...file(1), digest: 'other' }, content('second'));
      expect((await world.files.list()).map(({ digest }) => digest)).to.deep.equal(['other']);
      expect((await world.files.text(1))?.reveal()).to.equal('second');
    });
  });
}
