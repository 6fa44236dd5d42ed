import { expect } from 'chai';
import { albumCaption, captionOf, skippedFilesText } from '../../src/application/wording/delivery/files-text.js';
import { sizeText } from '../../src/application/wording/text/size-text.js';

const file = (name: string, bytes: number) => ({ staged: { name: 's', bytes }, name, bytes });

describe('what is said of files', () => {
  it('gives sizes that people read', () => {
    const sizes = [0, 999, 1_000, 1_249, 9_949, 9_950, 99_500, 999_499, 999_500, 48_200_000, 3_000_000_000, 5e12];
    expect(sizes.map(sizeText)).to.deep.equal([
      ...['0 B', '999 B', '1.0 kB', '1.2 kB', '9.9 kB', '10 kB', '100 kB', '999 kB', '1.0 MB', '48 MB', '3.0 GB'],
      '5000 GB',
    ]);
  });

  it('has captions that Telegram takes, however long names are and however many there are', () => {
    expect(captionOf(file('a.txt', 12))).to.equal('📎 a.txt (12 B)');
    expect(captionOf({ ...file('a.txt', 12), caption: 'mine' })).to.equal('mine');
    const long = Array.from({ length: 10 }, () => file(`${'😀'.repeat(120)}.png`, 1));
    expect(albumCaption(long).length).to.be.at.most(1_024);
    expect(albumCaption(long).isWellFormed()).to.equal(true);
  });

  it('names ten of what was skipped, and lets no name draw anything', () => {
    const skipped = Array.from({ length: 12 }, (_, n) => ({ name: `*${n}*\`[x](y)`, reason: 'it is empty' }));
    const text = skippedFilesText({ skipped, keptIn: 'out/.skipped' });
    expect(text.split('\n')).to.have.length(12);
    expect(text).to.include('12 files, kept in `out/.skipped`').and.include('- and 2 more');
    expect(text).to.include('- ``*0*`[x](y)``: it is empty');
  });
});
