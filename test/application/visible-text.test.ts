import { expect } from 'chai';
import fc from 'fast-check';
import { cutMiddle } from '../../src/application/wording/text/excerpt.js';
import { visibleText } from '../../src/application/wording/text/visible-text.js';

describe('a text that somebody decides on', () => {
  const hidden: readonly (readonly [string, string])[] = [
    ['right-to-left override', '\u202E'],
    ['right-to-left isolate', '\u2067'],
    ['end of an isolate', '\u2069'],
    ['left-to-right mark', '\u200E'],
    ['Arabic letter mark', '\u061C'],
    ['zero-width space', '\u200B'],
    ['zero-width joiner', '\u200D'],
    ['word joiner', '\u2060'],
    ['byte order mark', '\uFEFF'],
    ['soft hyphen', '\u00AD'],
    ['no-break space', '\u00A0'],
    ['ideographic space', '\u3000'],
    ['Hangul filler', '\u3164'],
    ['halfwidth Hangul filler', '\uFFA0'],
    ['blank Braille pattern', '\u2800'],
    ['variation selector', '\uFE0F'],
    ['variation selector 17', '\u{E0100}'],
    ['tag', '\u{E0041}'],
    ['grapheme joiner', '\u034F'],
    ['invisible times', '\u2062'],
    ['line separator', '\u2028'],
    ['next line', '\u0085'],
    ['carriage return', '\r'],
    ['escape', '\u001B'],
    ['null', '\u0000'],
    ['backspace', '\b'],
    ['delete', '\u007F'],
    ['lone surrogate', '\uD800'],
  ];
  for (const [name, character] of hidden) {
    it(`shows a ${name}`, () => {
      const hex = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
      expect(visibleText(`a${character}b`)).to.equal(`a⟨U+${hex}⟩b`);
    });
  }

  it('leaves as it is what is seen', () => {
    for (const text of ['npm test\n\tfoo  bar', 'Grüße, 日本語, привет', '👍🏽 👨‍👩‍👧 ⚠️ 1️⃣ 🏳️‍🌈', 'שלום', '']) {
      expect(visibleText(text)).to.equal(text);
    }
  });

  it('counts what is unseen many times over', () => {
    expect(visibleText(`a${'\u200B'.repeat(3)}b`)).to.equal('a⟨U+200B⟩⟨U+200B⟩⟨U+200B⟩b');
    expect(visibleText(`a${'\u200B'.repeat(900)}\u202E${'\u{E0041}'.repeat(5)}b`)).to.equal(
      'a⟨U+200B ×900⟩⟨U+202E⟩⟨U+E0041 ×5⟩b',
    );
  });

  it('counts blanks that push something out of sight', () => {
    expect(visibleText(`true${' '.repeat(500)}; rm`)).to.equal('true⟨500 spaces⟩; rm');
    expect(visibleText(`${' '.repeat(24)}deep`)).to.equal(`${' '.repeat(24)}deep`);
  });

  it('has nothing unseen in it any more, and the same when it is done again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const shown = visibleText(text);
        expect(visibleText(shown)).to.equal(shown);
        expect(shown.isWellFormed()).to.equal(true);
        expect(shown).not.to.match(/[\u202A-\u202E\u2066-\u2069\u200B\u00AD\uFEFF]/);
      }),
    );
  });

  it('is cut in its middle, never in a character, and no longer than it may be', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 3, max: 30 }), (text, most) => {
        const cut = cutMiddle(text, most);
        expect(cut.length).to.be.at.most(Math.max(most, 0));
        expect(cut.isWellFormed()).to.equal(true);
        if (text.length <= most) expect(cut).to.equal(text);
      }),
    );
    expect(cutMiddle('/a/very/long/path/to/secret.env', 15)).to.equal('/a/very…ret.env');
  });
});
