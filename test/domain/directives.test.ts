import { expect } from 'chai';
import fc from 'fast-check';
import { parseDirectives } from '../../src/domain/chat/directives.js';

const vocabulary = {
  engines: new Set(['claude', 'codex']),
  projects: new Set(['web', 'happy-gadgets']),
  botUsername: 'untether_bot',
};

function read(text: string) {
  const parsed = parseDirectives(text, vocabulary);
  if (!parsed.ok) throw new Error(parsed.problem.which);
  return parsed.value;
}

describe('directives', () => {
  it('are read in any order up to the first other word', () => {
    for (const text of ['/claude /web @feat/x do it', '@feat/x /web /claude do it', '/WEB @feat/x /Claude do it']) {
      expect(read(text)).to.deep.include({ engine: 'claude', project: 'web', branch: 'feat/x', text: 'do it' });
    }
    expect(read('/web do /claude it')).to.deep.equal({
      engine: null,
      project: 'web',
      branch: null,
      text: 'do /claude it',
    });
  });

  it('know aliases with a dash and our own name behind a command', () => {
    expect(read('/happy-gadgets go').project).to.equal('happy-gadgets');
    expect(read('/claude@untether_bot go')).to.include({ engine: 'claude', text: 'go' });
    expect(read('/claude@other_bot go')).to.include({ engine: null, text: '/claude@other_bot go' });
  });

  it('drop a leading mention of our bot instead of taking it for a branch', () => {
    expect(read('@Untether_Bot /web fix it')).to.deep.equal({
      engine: null,
      project: 'web',
      branch: null,
      text: 'fix it',
    });
    expect(read('@someone fix it').branch).to.equal('someone');
  });

  it('say whether a project stands before the branch, and read no branch where there is none to be read', () => {
    expect(read('/web @feat x').branchOfProject).to.equal(true);
    expect(read('/web /claude @feat x').branchOfProject).to.equal(true);
    for (const text of ['@feat /web x', '/claude @feat x', '@feat x'])
      expect(read(text)).not.to.have.property('branchOfProject');
    const asText = parseDirectives('/claude @decorator is broken', { ...vocabulary, branches: false });
    expect(asText).to.deep.equal({
      ok: true,
      value: { engine: 'claude', project: null, branch: null, text: '@decorator is broken' },
    });
  });

  it('leave unknown slash words, lone signs and undirected text untouched', () => {
    for (const text of ['/loop 5m check', '/ x', '@ x', '\n\n  plain\ntext ', '']) {
      expect(read(text)).to.deep.equal({ engine: null, project: null, branch: null, text });
    }
  });

  it('leave what stands behind them as it is written', () => {
    expect(read('\n /web   first   line\n\n  second ').text).to.equal('first   line\n\n  second');
    expect(read('/web\nsecond').text).to.equal('second');
  });

  it('leave an end of the text, so that what its words carry is known', () => {
    const word = fc.constantFrom('/web', '/claude', '@feat', 'do', 'it', ' ', '\n', '\t', '/x');
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (words) => {
        const text = words.join(' ');
        const parsed = parseDirectives(text, vocabulary);
        if (parsed.ok)
          expect(text.endsWith(parsed.value.text) || text.trimEnd().endsWith(parsed.value.text)).to.equal(true);
      }),
    );
  });

  it('refuse a second one of a kind, by name', () => {
    expect(parseDirectives('/claude /codex x', vocabulary)).to.deep.equal({
      ok: false,
      problem: { kind: 'second-directive', which: 'engine', first: 'claude', second: 'codex' },
    });
    expect(parseDirectives('@a @b x', vocabulary).ok).to.equal(false);
    expect(parseDirectives('/web /happy-gadgets x', vocabulary).ok).to.equal(false);
  });

  it('never lose a word of a text that does not begin with one', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!/^\s*[/@]/.test(text));
        expect(read(text).text).to.equal(text);
      }),
    );
  });
});
