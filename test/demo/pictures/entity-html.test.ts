import { expect } from 'chai';
import fc from 'fast-check';
import type { LoggedEntity } from '../../support/telegram-server/chat-log.js';
import { entityHtml, escapeHtml } from './entity-html.js';

const at = (type: string, offset: number, length: number): LoggedEntity => ({ type, offset, length });

describe('the HTML of a text with entities', () => {
  it('is the text, escaped', () => {
    expect(entityHtml('a < b & "c" > \'d\'', [])).to.equal('a &#60; b &#38; &#34;c&#34; &#62; &#39;d&#39;');
    expect(entityHtml('<script>alert(1)</script>', [at('bold', 0, 8)])).to.not.include('<script');
  });

  it('has each style around its part, counted in UTF-16 units', () => {
    expect(entityHtml('🛒 cart', [at('bold', 3, 4)])).to.equal('🛒 <b>cart</b>');
    expect(entityHtml('run npm test', [at('code', 4, 8)])).to.equal('run <code>npm test</code>');
    expect(entityHtml('see here', [{ ...at('text_link', 4, 4), url: 'javascript:alert(1)' }])).to.equal(
      'see <span class="link">here</span>',
    );
    expect(entityHtml('hidden', [at('spoiler', 0, 6)])).to.equal('<span class="spoiler">hidden</span>');
  });

  it('nests styles in the order of their beginnings, the longer one outside', () => {
    const entities = [at('italic', 4, 3), at('bold', 0, 7)];
    expect(entityHtml('all bad', entities)).to.equal('<b>all <i>bad</i></b>');
    const same = [at('code', 0, 3), at('blockquote', 0, 3)];
    expect(entityHtml('one', same)).to.equal('<blockquote><code>one</code></blockquote>');
  });

  it('closes and opens styles again that cross each other', () => {
    const crossing = [at('bold', 0, 4), at('italic', 2, 4)];
    expect(entityHtml('abcdef', crossing)).to.equal('<b>ab<i>cd</i></b><i>ef</i>');
  });

  it('names the language of a block, and lets the block end its own line', () => {
    const block = { ...at('pre', 4, 5), language: 'js<' };
    expect(entityHtml('so:\nlet a\nend', [block])).to.equal(
      'so:\n<pre class="named"><span class="language">js&#60;</span><code>let a</code></pre>end',
    );
    expect(entityHtml('quoted\n\nrest', [at('expandable_blockquote', 0, 6)])).to.equal(
      '<blockquote class="expandable">quoted</blockquote>\nrest',
    );
  });

  it('leaves entities out that are not within the text', () => {
    expect(entityHtml('short', [at('bold', 3, 9), at('italic', -1, 2), at('code', 2, 0)])).to.equal('short');
  });

  it('says the text and is balanced, whatever the entities are', () => {
    const types = [
      'bold',
      'italic',
      'code',
      'pre',
      'blockquote',
      'expandable_blockquote',
      'spoiler',
      'text_link',
      'new',
    ];
    const entity = fc.record({ type: fc.constantFrom(...types), offset: fc.nat(20), length: fc.nat(20) });
    const texts = fc.string({ unit: fc.constantFrom('a', '<', '&', '"', 'é', '🛒', ' '), maxLength: 20 });
    fc.assert(
      fc.property(texts, fc.array(entity, { maxLength: 8 }), (text, entities) => {
        const html = entityHtml(text, entities);
        expect(html.replace(/<[^>]*>/g, '')).to.equal(escapeHtml(text));
        expect(unbalancedIn(html)).to.equal(null);
      }),
    );
  });
});

/** The first tag that does not fit the ones that are open; `null` if all do. */
function unbalancedIn(html: string): string | null {
  const open: string[] = [];
  for (const [tag, slash, name = ''] of html.matchAll(/<(\/?)(\w+)[^>]*>/g)) {
    if (slash === '') open.push(name);
    else if (open.pop() !== name) return tag;
  }
  return open[0] ?? null;
}
