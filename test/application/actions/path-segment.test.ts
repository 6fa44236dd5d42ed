import { expect } from 'chai';
import fc from 'fast-check';
import { pathSegment } from '../../../src/application/triggers/files/path-segment.js';

describe('a value in a path', () => {
  it('keeps what is harmless', () => {
    expect(pathSegment('report 2026.json')).to.equal('report 2026.json');
  });

  it('is what can be seen of it, before it is judged', () => {
    const hidden = {
      ' .claude': '_claude',
      '\u00a0.profile': '_profile',
      '\ufeff.mcp.json': '_mcp.json',
      '\u200b\u200e .git-credentials': '_git-credentials',
      '\n.bashrc': '_.bashrc',
      '\u2028.bashrc': '_.bashrc',
      '\u{e0001}.env': '_env',
      '\ud800.env': '\ufffd.env',
      '~/.ssh/id_rsa': '__.ssh_id_rsa',
      '．ssh': '_ssh',
      '…env': '_env',
      'e\u0301': '\u00e9',
      '\u202egnp.exe': 'gnp.exe',
    };
    for (const [text, segment] of Object.entries(hidden)) {
      expect(pathSegment(text), JSON.stringify(text)).to.equal(segment);
    }
  });

  it('is cut between characters, to what a file system takes', () => {
    for (const character of ['a', 'ä', '漢', '😀']) {
      const segment = pathSegment(character.repeat(1_000));
      expect(Buffer.byteLength(segment)).to.be.within(100, 200);
      expect(segment.isWellFormed()).to.equal(true);
      expect(character.repeat(1_000).startsWith(segment)).to.equal(true);
    }
  });

  it('says what is seen behind any amount that is not', () => {
    for (const amount of [2_000, 4_095, 4_096, 70_000, 1_200_000]) {
      expect(pathSegment(`${'\u200b'.repeat(amount)}.env`), `${amount}`).to.equal('_env');
      expect(pathSegment(`${' '.repeat(amount)}😀.txt${' '.repeat(amount)}`), `${amount}`).to.equal('😀.txt');
      expect(pathSegment('\u0000'.repeat(amount)), `${amount}`).to.equal('_'.repeat(120));
    }
  });

  it('is the same when it is made of itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const segment = pathSegment(text);
        expect(pathSegment(segment)).to.equal(segment);
      }),
    );
  });

  it('is one part of it, never empty, hidden or a way up', () => {
    expect(pathSegment('../../etc/passwd')).to.equal('___.._etc_passwd');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const segment = pathSegment(text);
        expect(segment).to.match(/^[^.~\s/\\\p{C}][^/\\\p{C}]*$/u);
        expect(segment.length).to.be.at.most(120);
      }),
    );
  });
});
