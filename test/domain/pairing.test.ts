import { expect } from 'chai';
import fc from 'fast-check';
import { MOST_WRONG_CODES, Pairing } from '../../src/domain/pairing/pairing.js';
import { newPairingCode, offeredCode, shownCode } from '../../src/domain/pairing/pairing-code.js';
import { aliasFor } from '../../src/domain/project/alias-for.js';

const hex = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 12, maxLength: 12 });
const code = hex.map((token) => newPairingCode({ next: () => token }));

describe('a pairing code', () => {
  it('has eight characters of 32, none easily taken for another', () => {
    fc.assert(fc.property(code, (one) => /^[0-9A-HJKMNP-TV-Z]{8}$/.test(one)));
    const seen = new Set(fc.sample(hex, 500).map((token) => newPairingCode({ next: () => token })));
    expect(seen.size).to.be.greaterThan(400);
  });

  it('is understood as the link sends it, and as people type it', () => {
    fc.assert(
      fc.property(code, (one) => {
        const shown = shownCode(one);
        const typed = [
          `/start ${one}`,
          `/start@rig_bot ${one}`,
          shown,
          shown.toLowerCase(),
          ` ${shown.replace('-', ' – ')} `,
        ];
        const misread = shown.replace(/1/g, 'l').replace(/0/g, 'O');
        for (const text of [...typed, misread]) expect(offeredCode(text), text).to.equal(one);
      }),
    );
  });

  it('is offered by nothing else', () => {
    for (const text of [
      '',
      '/start',
      'hello',
      'whatever',
      'ABCDEFGH',
      '/help ABCDEFGH',
      `ABCD-EFGH ${'x'.repeat(80)}`,
    ]) {
      expect(offeredCode(text), text).to.equal(null);
    }
    fc.assert(fc.property(fc.string(), (text) => (offeredCode(text)?.length ?? 0) <= 64));
  });
});

describe('a pairing', () => {
  const right = 'ABCDEFGH';
  const said = (over: object) => ({
    chatId: 7,
    chatKind: 'private' as const,
    sender: 7,
    text: `/start ${right}`,
    ...over,
  });

  it('takes the code from a person alone with the bot', () => {
    expect(new Pairing(right).hear(said({}))).to.equal('right');
    expect(new Pairing(right).hear(said({ text: '/start' }))).to.equal('nothing');
  });

  it('takes it in a group only from who added the bot', () => {
    const group = { chatId: -100, chatKind: 'group' as const };
    const pairing = new Pairing(right);
    expect(pairing.hear(said(group))).to.equal('elsewhere');
    pairing.added(-100, 8);
    expect(pairing.hear(said(group))).to.equal('elsewhere');
    expect(pairing.hear(said({ ...group, sender: null }))).to.equal('elsewhere');
    expect(pairing.hear(said({ ...group, sender: 8 }))).to.equal('right');
    expect(pairing.hear(said({ chatId: -5, chatKind: 'channel', sender: 8 }))).to.equal('elsewhere');
  });

  it('is over after five wrong codes, also for the right one', () => {
    const pairing = new Pairing(right);
    const heard = Array.from({ length: MOST_WRONG_CODES }, () => pairing.hear(said({ text: '/start WRONG' })));
    expect(heard).to.deep.equal(['wrong', 'wrong', 'wrong', 'wrong', 'over']);
    expect(pairing.hear(said({}))).to.equal('over');
  });
});

describe('the name of a project', () => {
  it('comes from its directory, in characters that every keyboard has, and is its own', () => {
    expect(aliasFor('Web Shop', new Set())).to.equal('web-shop');
    expect(aliasFor('Größe', new Set())).to.equal('gro-e');
    expect(aliasFor('日本', new Set())).to.equal('project');
    expect(aliasFor('file', new Set(['file', 'file-2']))).to.equal('file-3');
    fc.assert(fc.property(fc.string(), (name) => /^[a-z0-9_][a-z0-9_-]*$/.test(aliasFor(name, new Set()))));
  });
});
