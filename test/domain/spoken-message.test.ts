import { expect } from 'chai';
import fc from 'fast-check';
import { recaptioned, spokenSlash, withSpokenChoices, withTranscript } from '../../src/domain/chat/spoken-message.js';
import { inboundMessage } from '../support/builders/inbound-message.js';

const NAMES = new Set(['codex', 'webshop']);

describe('what was said in a message', () => {
  it('stands behind its caption, and stays there when that is changed', () => {
    const recording = { kind: 'voice', fileId: 'f', uniqueId: 'u' } as const;
    const message = inboundMessage({ text: 'see', attachment: 'voice', attachments: [recording] });
    const heard = withTranscript(message, { words: 'add a test' });
    expect(heard).to.include({ text: 'see\n\nadd a test', attachment: null }).and.not.have.property('attachments');
    expect(recaptioned({ ...heard, text: 'look', attachment: 'voice' })).to.include({
      text: 'look\n\nadd a test',
      attachment: null,
    });
    expect(recaptioned({ ...heard, text: '' }).text).to.equal('add a test');
    expect(recaptioned({ ...heard, text: '' }).transcript).to.deep.equal({ words: 'add a test' });
    expect(recaptioned(message)).to.equal(message);
  });

  const slashes: readonly (readonly [string, string | null, string])[] = [
    ['slash new', 'new', ''],
    ['Slash new.', 'new', ''],
    ['Slash, New! Then go on.', 'new', 'Then go on.'],
    ['/new', 'new', ''],
    ['/ at 5 minutes look', 'at', '5 minutes look'],
    ['“Slash ping”', 'ping', '”'],
    ['slashing prices', null, ''],
    ['use a slash here', null, ''],
    ['slash', null, ''],
    ['', null, ''],
  ];
  for (const [words, name, rest] of slashes) {
    it(`begins with ${name === null ? 'no command' : `/${name}`}: ${JSON.stringify(words)}`, () => {
      expect(spokenSlash(words)).to.deep.equal(name === null ? null : { name, rest });
    });
  }

  it('names agents and projects with their slashes, each once, and nothing else', () => {
    expect(withSpokenChoices('Slash Codex, slash webshop, fix it.', NAMES)).to.equal('/codex /webshop fix it.');
    expect(withSpokenChoices('Slash codex slash codex', NAMES)).to.equal('/codex slash codex');
    expect(withSpokenChoices('slash new', NAMES)).to.equal('slash new');
    expect(withSpokenChoices('codex, fix it', NAMES)).to.equal('codex, fix it');
  });

  it('is read in no time, whatever it is', () => {
    fc.assert(
      fc.property(fc.constantFrom('slash ', '/', ',.', ' ', '"', 'a'), fc.nat(20_000), (part, times) => {
        const began = process.cpuUsage();
        withSpokenChoices(part.repeat(times), NAMES);
        expect(process.cpuUsage(began).user).to.be.below(2_000_000);
      }),
      { numRuns: 30 },
    );
  });
});
