import { expect } from 'chai';
import fc from 'fast-check';
import { canBeBranch } from '../../src/domain/chat/branch-word.js';
import { nearWord } from '../../src/domain/chat/near-word.js';
import { editDistance } from '../../src/domain/edit-distance.js';

describe('the distance between two words', () => {
  const word = fc.string({ maxLength: 8 });

  it('is zero only for equal words, and the same both ways', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(editDistance(a, b) === 0).to.equal(a === b);
        expect(editDistance(a, b)).to.equal(editDistance(b, a));
      }),
    );
  });

  it('is one for each character put in, left out or replaced, and for two neighbours swapped', () => {
    fc.assert(
      fc.property(word, fc.nat(), fc.constantFrom('x', 'ö', '-'), (text, position, character) => {
        const at = text.length === 0 ? 0 : position % text.length;
        const put = text.slice(0, at) + character + text.slice(at);
        expect(editDistance(text, put)).to.equal(1);
        const swapped = text.slice(0, at) + (text[at + 1] ?? '') + (text[at] ?? '') + text.slice(at + 2);
        expect(editDistance(text, swapped)).to.be.at.most(1);
      }),
    );
  });
});

describe('a word near a known one', () => {
  const known = ['cancel', 'new', 'at', 'health', 'restart', 'webshop', 'pi'];

  for (const [written, meant] of [
    ['cnacel', 'cancel'],
    ['cancle', 'cancel'],
    ['cancell', 'cancel'],
    ['canc', null],
    ['nwe', 'new'],
    ['nw', 'new'],
    ['neww', 'new'],
    ['nuwe', null],
    ['restrat', 'restart'],
    ['resart', 'restart'],
    ['start', 'restart'],
    ['WebShpo', 'webshop'],
    ['deploy', null],
    ['a', 'at'],
    ['', null],
    ['x'.repeat(100_000), null],
  ] as const) {
    it(`is ${meant} for ${written.slice(0, 10)}`, () => expect(nearWord(written, known)).to.equal(meant));
  }

  it('is itself where it is known', () => {
    for (const one of known) expect(nearWord(one, known)).to.equal(one);
  });
});

describe('a name that git would take for a branch', () => {
  it('is told from a word that can be none', () => {
    const possible = ['feat', 'feat/login', 'decorator', 'scope/pkg', 'müller', '1.2', 'a@b', 'x-y_z', 'Component()'];
    const impossible = ['', '@', 'a b', 'a..b', 'a~1', 'a^', 'a:b', 'a?', 'a*', 'a[0]', 'a\\b', '@{-1}', '-x', '.a'];
    for (const name of possible) expect(canBeBranch(name), name).to.equal(true);
    for (const name of [...impossible, 'a/', '/a', 'a//b', 'a/.b', 'a.lock', 'a.lock/b', 'a.', 'a\tb', 'a\u007f']) {
      expect(canBeBranch(name), JSON.stringify(name)).to.equal(false);
    }
  });
});
