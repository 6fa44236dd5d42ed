import { expect } from 'chai';
import fc from 'fast-check';
import { renderMarkdown } from '../../../../src/adapters/telegram/text/markdown/render-markdown.js';
import { anyMarkdown, plainWord } from './markdown-arbitraries.js';
import { covered, expectValidEntities } from './telegram-rules.js';

function textOf(markdown: string): string {
  return renderMarkdown(markdown).text;
}

describe('Markdown for Telegram', () => {
  it('shows headings, emphasis and code as entities', () => {
    const body = renderMarkdown('# Title\n\nA *b* **c** ~~d~~ `e` ***f***');
    expect(body.text).to.equal('Title\n\nA b c d e f');
    expect(covered(body, 'bold')).to.deep.equal(['Title', 'c', 'f']);
    expect(covered(body, 'italic')).to.deep.equal(['b', 'f']);
    expect(covered(body, 'strikethrough')).to.deep.equal(['d']);
    expect(covered(body, 'code')).to.deep.equal(['e']);
  });

  it('counts offsets in UTF-16 units after emoji and CJK', () => {
    expect(renderMarkdown('👨‍👩‍👧‍👦 日本 **太字** 😀 `c`').entities).to.deep.equal([
      { type: 'bold', offset: 15, length: 2 },
      { type: 'code', offset: 21, length: 1 },
    ]);
  });

  it('takes for strong what is meant so beside letters without blanks', () => {
    const body = renderMarkdown('**重要：**内容、这是**“引用”**的文字。**注意`a*b`：**请看 **주의:**텍스트');
    expect(covered(body, 'bold')).to.deep.equal(['重要：', '“引用”', '注意', '：', '주의:']);
    expect(renderMarkdown('中 ** 文 ** 字, a**"b"**c').entities).to.deep.equal([]);
  });

  it('keeps the language of a code block, and its content to the letter', () => {
    const body = renderMarkdown('```ts title="x"\nif (a < b && *c*) {\n  &amp;\n}\n```');
    expect(body.text).to.equal('if (a < b && *c*) {\n  &amp;\n}');
    expect(body.entities).to.deep.equal([{ type: 'pre', language: 'ts', offset: 0, length: body.text.length }]);
  });

  it('takes a fence that is never closed as code to the end', () => {
    const body = renderMarkdown('Before\n\n```py\ndef f():\n    return 1\n');
    expect(body.text).to.equal('Before\n\ndef f():\n    return 1');
    expect(covered(body, 'pre')).to.deep.equal(['def f():\n    return 1']);
  });

  it('shows a longer fence with fences in it as one block', () => {
    expect(covered(renderMarkdown('````md\n```js\nx\n```\n````'), 'pre')).to.deep.equal(['```js\nx\n```']);
  });

  describe('links', () => {
    it('are made where Telegram takes them', () => {
      const body = renderMarkdown('[docs](https://docs.example.com/a?b=c&amp;d "title")');
      expect(body.text).to.equal('docs (docs.example.com)');
      expect(body.entities).to.deep.equal([
        { type: 'text_link', url: 'https://docs.example.com/a?b=c&d', offset: 0, length: 23 },
      ]);
    });

    for (const label of [
      'https://bank.example',
      'bank.example/login',
      'https://bank.example/?https://evil.example',
      'evil.example bank.example',
      'bank.example.',
      'bank。example',
      'click here',
      '`bank.example`',
      '**https://bank.example/**',
    ]) {
      it(`show whom they lead to behind ${label}`, () => {
        const body = renderMarkdown(`[${label}](https://evil.example/a)`);
        expect(body.text.endsWith(' (evil.example)')).to.equal(true);
        expect(body.entities.find(({ type }) => type === 'text_link')?.url).to.equal('https://evil.example/a');
      });
    }

    it('show the host as the network knows it, with its port', () => {
      expect(textOf('[a](https://bänk.example:8443/)')).to.equal('a (xn--bnk-qla.example:8443)');
    });

    it('that begin with a name can’t be tapped', () => {
      const body = renderMarkdown('[bank](https://bank.example@evil.example/)');
      expect(body.text).to.equal('bank (https://bank.example@evil.example/)');
      expect(covered(body, 'code')).to.deep.equal(['https://bank.example@evil.example/']);
    });

    for (const href of [
      'http://localhost:3000/x',
      'http://127.0.0.1:80/',
      'http://[::1]/',
      'http://app.localhost/',
      'http://intranet/',
      'src/main.ts:12',
      '/srv/app/main.ts',
      'mailto:a@b.example',
      'tg://user?id=1',
      'javascript:alert(1)',
      'ftp://files.example.com/x',
      'https://',
    ]) {
      it(`to ${href} are shown as code`, () => {
        const body = renderMarkdown(`see [label](${href}) there`);
        expect(body.text).to.equal(`see label (${href}) there`);
        expect(body.entities.map((entity) => entity.type)).to.deep.equal(['code']);
        expect(covered(body, 'code')).to.deep.equal([href]);
      });
    }

    for (const [source, shown] of [
      ['[src/a.ts](src/a.ts)', 'src/a.ts'],
      ['[a.ts](/abs/a.ts:12)', 'a.ts:12'],
      ['[src/a.ts:12](/srv/app/src/a.ts:12)', 'src/a.ts:12'],
      ['[src/a.ts](/srv/app/src/a.ts#L12)', 'src/a.ts:12'],
      ['[a.ts](src/a.ts#L12-L20)', 'a.ts:12-20'],
      ['[`a.ts`](./src/a.ts)', 'a.ts'],
      ['[./src/a.ts](src/a.ts)', './src/a.ts'],
      ['[mein plan.md](docs/mein%20plan.md)', 'mein plan.md'],
      ['[größe.ts](src/gr%C3%B6%C3%9Fe.ts:7)', 'größe.ts:7'],
      ['[a.ts](file:///srv/app/a.ts)', 'a.ts'],
      ['[a.ts](vscode://file/srv/app/a.ts:3:4)', 'a.ts:3:4'],
      ['[Makefile](Makefile)', 'Makefile'],
    ] as const) {
      it(`to files are shown once: ${source}`, () => {
        expect(renderMarkdown(source)).to.deep.equal({
          text: shown,
          entities: [{ type: 'code', offset: 0, length: shown.length }],
        });
      });
    }

    for (const source of ['[b.ts](src/a.ts)', '[the cart](src/cart.ts:12)', '[s](src/cart.ts)']) {
      it(`to files that they do not name say both: ${source}`, () => {
        const [label = '', href = ''] = source.slice(1, -1).split('](');
        expect(textOf(source)).to.equal(`${label} (${href})`);
      });
    }

    it('that name their own target are not written twice', () => {
      const body = renderMarkdown(
        '[src/a.ts](src/a.ts) [https://a.example/](https://a.example/) [](https://b.example/)',
      );
      expect(body.text).to.equal('src/a.ts https://a.example/ https://b.example/');
      expect(covered(body, 'code')).to.deep.equal(['src/a.ts']);
    });

    it('in angle brackets or bare are left to Telegram', () => {
      const body = renderMarkdown('<https://a.example/x_y_z>, https://b.example/*c* and www.d.example');
      expect(body.text).to.equal('https://a.example/x_y_z, https://b.example/*c* and www.d.example');
      expect(body.entities).to.deep.equal([]);
    });

    it('by reference hide their definition, and only then', () => {
      const body = renderMarkdown(
        '[one][R] and [two]\n\n[r]: https://r.example/ "t"\n[two]: https://t.example/\n[error]: failed',
      );
      expect(body.text).to.equal('one (r.example) and two (t.example)\n\n[error]: failed');
      expect(body.entities.map((entity) => entity.url)).to.deep.equal(['https://r.example/', 'https://t.example/']);
    });

    it('around code or a picture stay links', () => {
      const body = renderMarkdown('[`x`](https://a.example/) [![ci](https://b.example/i.svg)](https://c.example/)');
      expect(body.text).to.equal('x (a.example) ci (b.example) (c.example)');
      expect(body.entities.map((entity) => entity.url)).to.deep.equal(['https://a.example/', 'https://c.example/']);
    });
  });

  it('shows pictures as links, or by their name and place', () => {
    const body = renderMarkdown('![shot](https://i.example/a.png) ![plan](./plan.png) ![](b.png)');
    expect(body.text).to.equal('shot (i.example) plan (./plan.png) b.png');
    expect(covered(body, 'text_link')).to.deep.equal(['shot (i.example)']);
    expect(covered(body, 'code')).to.deep.equal(['./plan.png', 'b.png']);
  });

  it('shows HTML literally', () => {
    const html = 'a <b>x</b> <!-- c --> <br> 1 < 2\n<details>\n<summary>s</summary>\nhidden *text*\n</details>';
    expect(textOf(html)).to.equal(html);
    expect(textOf('<div>\n<p>one</p>\n</div>\n\nafter')).to.equal('<div>\n<p>one</p>\n</div>\n\nafter');
    expect(textOf('<script>alert("x")</script>')).to.equal('<script>alert("x")</script>');
  });

  it('resolves character references in text, not in code', () => {
    expect(textOf('&lt;a&gt; &amp;amp; &copy; &#128512; &#x65E5; &nosuch; AT&T `&lt;`')).to.equal(
      '<a> &amp; © 😀 日 &nosuch; AT&T &lt;',
    );
    expect(textOf('&#0; &#xD800; &#9999999;')).to.equal('\ufffd \ufffd \ufffd');
    expect(textOf('\\&lt; \\*not\\*')).to.equal('&lt; *not*');
  });

  it('takes a single tilde for "about"', () => {
    expect(renderMarkdown('~10 to ~20, ~a~ b')).to.deep.equal({ text: '~10 to ~20, ~a~ b', entities: [] });
  });

  it('keeps soft and hard line breaks', () => {
    expect(textOf('one\ntwo  \nthree\\\nfour')).to.equal('one\ntwo\nthree\nfour');
  });

  describe('lists', () => {
    it('keep their numbers, points and levels', () => {
      const source = '3. three\n   - a\n     - deep\n   - b\n4. four';
      expect(textOf(source)).to.equal(source);
      expect(textOf('* x\n+ y')).to.equal('- x\n- y');
      expect(textOf('1) a\n2) b')).to.equal('1) a\n2) b');
      expect(textOf('1. a\n1. b\n1. c')).to.equal('1. a\n2. b\n3. c');
    });

    it('keep further paragraphs and wrapped lines below their point', () => {
      expect(textOf('- first\n  wrapped\n\n  second\n\n- next')).to.equal('- first\n  wrapped\n\n  second\n\n- next');
    });

    it('show tasks as boxes', () => {
      expect(textOf('- [x] done\n- [ ] open\n\n1. [x] one')).to.equal('☑ done\n☐ open\n\n1. ☑ one');
    });

    it('put points that follow a number without indentation below it, and go on counting', () => {
      expect(textOf('1. First\n- a\n- b\n2. Second\n- c')).to.equal('1. First\n   - a\n   - b\n2. Second\n   - c');
      expect(textOf('1. First\n\n- apart')).to.equal('1. First\n\n- apart');
    });

    it('never indent code, so that it can be copied', () => {
      const body = renderMarkdown('- install\n  ```sh\n  npm ci\n    --flag\n  ```\n  then\n- ```\n  first\n  ```');
      expect(body.text).to.equal('- install\nnpm ci\n  --flag\n  then\n-\nfirst');
      expect(covered(body, 'pre')).to.deep.equal(['npm ci\n  --flag', 'first']);
      expectValidEntities(body);
    });

    it('keep entities in place behind their indentation', () => {
      const body = renderMarkdown('1. a\n   - **b** `c`\n     *d*\n     - [e](https://e.example/)');
      expect(covered(body, 'bold')).to.deep.equal(['b']);
      expect(covered(body, 'code')).to.deep.equal(['c']);
      expect(covered(body, 'italic')).to.deep.equal(['d']);
      expect(covered(body, 'text_link')).to.deep.equal(['e (e.example)']);
    });
  });

  it('shows a quote as an entity, and one inside it with a mark', () => {
    const body = renderMarkdown('> outer *em*\n>\n> > inner\n> > more\n\nafter');
    expect(body.text).to.equal('outer em\n\n> inner\n> more\n\nafter');
    expect(covered(body, 'blockquote')).to.deep.equal(['outer em\n\n> inner\n> more']);
  });

  it('folds a quote that takes many lines', () => {
    const long = renderMarkdown(`${'> a line\n'.repeat(20)}\nafter`);
    expect(covered(long, 'expandable_blockquote')).to.deep.equal(['a line\n'.repeat(20).trim()]);
    expect(covered(long, 'blockquote')).to.deep.equal([]);
    const wide = renderMarkdown(`> ${'words '.repeat(100)}`);
    expect(covered(wide, 'expandable_blockquote')).to.have.length(1);
    expect(covered(renderMarkdown('> short\n> quote'), 'blockquote')).to.have.length(1);
  });

  describe('tables', () => {
    it('are lined up by what is seen, with wide characters and emoji', () => {
      const body = renderMarkdown(
        '| Name | 数量 | x |\n|:--|--:|:-:|\n| apple | 1 | ok |\n| 日本語 | 22 | **b** |\n| 🍎 | 3 | |',
      );
      expect(body.text).to.equal(
        [
          'Name   | 数量 |  x',
          '-------+------+----',
          'apple  |    1 | ok',
          '日本語 |   22 |  b',
          '🍎     |    3 |',
        ].join('\n'),
      );
      expect(body.entities).to.deep.equal([{ type: 'pre', offset: 0, length: body.text.length }]);
    });

    it('write out the addresses of links', () => {
      expect(textOf('|a|\n|-|\n|[x](https://x.example/) y|')).to.equal(
        'a\n-----------------------\nx (https://x.example/) y'.replace(/-+/, '-'.repeat(24)),
      );
    });

    it('stay as they are written when a row has more cells than there are columns', () => {
      const source = '| a | b |\n|---|---|\n| `x|y` | kept |';
      expect(textOf(source)).to.equal(source);
    });

    it('that are wider than a phone have their rows below each other, each cell under its name', () => {
      const body = renderMarkdown(
        '| File | What was done | Lines |\n|---|---|--:|\n' +
          '| `src/cart.ts` | the total is **rounded** once, see [docs](https://docs.example.com/a) | 12 |\n' +
          '| src/tax.ts | | 3 |',
      );
      expect(body.text).to.equal(
        'File: src/cart.ts\nWhat was done: the total is rounded once, see docs (docs.example.com)\nLines: 12\n\n' +
          'File: src/tax.ts\nLines: 3',
      );
      expect(covered(body, 'bold')).to.deep.equal(['File:', 'rounded', 'File: src/tax.ts']);
      expect(covered(body, 'code')).to.deep.equal(['src/cart.ts']);
      expect(covered(body, 'text_link')).to.deep.equal(['docs (docs.example.com)']);
    });

    it('fit a phone as long as no line is wider than it', () => {
      const table = (width: number) => renderMarkdown(`|a|b|\n|-|-|\n|${'x'.repeat(width)}|yyy|`);
      expect(covered(table(30), 'pre')).to.have.length(1);
      expect(covered(table(31), 'pre')).to.deep.equal([]);
      expect(covered(renderMarkdown(`|a|b|\n|-|-|\n|${'数'.repeat(16)}|yyy|`), 'pre')).to.deep.equal([]);
    });

    it('that would repeat long names for many rows stay as they are written', () => {
      const source = `| ${'name '.repeat(200)} | b |\n|---|---|\n${'| 1 | 2 |\n'.repeat(500)}`;
      expect(textOf(source).length).to.be.at.most(source.length);
    });
  });

  describe('what was written', () => {
    for (const source of [
      'x*y*z',
      'a__b__c',
      'a_b_c and snake_case_name',
      '2**3**4',
      'f(x*y, z*w)',
      'size = w*h*d; area = w*h',
      '3*4=12, 5*6=30',
      'переменная*раз*два',
      '__init__.py and src/__tests__/cart.ts',
      'obj.__class__.__name__',
      'if __name__ == "__main__":',
      '*args, **kwargs',
      'https://a.example/x_y_z*w*',
    ]) {
      it(`is kept: ${source}`, () => {
        expect(renderMarkdown(source)).to.deep.equal({ text: source, entities: [] });
      });
    }

    it('is emphasised where that is meant', () => {
      const body = renderMarkdown('*one* **two** _three_ __four__ **API**s (*five*) “**six**” **a*b** *it is x*y*');
      expect(covered(body, 'italic')).to.deep.equal(['one', 'three', 'five', 'it is x*y']);
      expect(covered(body, 'bold')).to.deep.equal(['two', 'four', 'API', 'six', 'a*b']);
    });

    it('is kept in an address in angle brackets, and in a fence that holds fences', () => {
      expect(textOf('see <https://a.example/b_c_d> and <mailto:a@b.example>')).to.include('https://a.example/b_c_d');
      expect(covered(renderMarkdown('~~~~md\n```js\nx\n```\n~~~\n~~~~'), 'pre')).to.deep.equal(['```js\nx\n```\n~~~']);
    });
  });

  describe('footnotes', () => {
    it('are numbers in brackets, with their notes where they stand', () => {
      const body = renderMarkdown(
        'It rounds twice.[^1] So does tax.[^note]\n\n[^1]: In `cart.ts`.\n[^note]: https://a.example/x',
      );
      expect(body.text).to.equal(
        'It rounds twice.[1] So does tax.[note]\n\n[1]: In cart.ts.\n[note]: https://a.example/x',
      );
      expect(covered(body, 'text_link')).to.deep.equal([]);
      expect(textOf('`a` [^1], **b** [^1]\n\n[^1]: note')).to.equal('a [1], b [1]\n\n[1]: note');
    });

    it('are nothing else that looks like them', () => {
      expect(textOf('It matches [^a-z]+ and [^1].\n\n[^2]: a note')).to.equal(
        'It matches [^a-z]+ and [^1].\n\n[2]: a note',
      );
    });
  });

  it('draws a rule', () => {
    expect(textOf('a\n\n---\n\nb')).to.match(/^a\n\n─+\n\nb$/);
  });

  it('keeps the empty lines between blocks as their author wrote them', () => {
    expect(textOf('Text:\n- a\n- b\n\n\n\nEnd')).to.equal('Text:\n- a\n- b\n\nEnd');
    expect(textOf('## H\ntext')).to.equal('H\ntext');
  });

  it('gives nothing for nothing', () => {
    for (const empty of ['', ' \n\t\n', '```\n```', '\u0000']) {
      expect(renderMarkdown(empty)).to.deep.equal({ text: '', entities: [] });
    }
  });

  it('gives valid entities and never throws, whatever comes', () => {
    fc.assert(
      fc.property(anyMarkdown, (markdown) => expectValidEntities(renderMarkdown(markdown))),
      { numRuns: 1_500 },
    );
  });

  it('loses no word of plain paragraphs', () => {
    const paragraph = fc.array(plainWord, { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(
        fc.array(paragraph, { minLength: 1, maxLength: 6 }),
        fc.constantFrom(' ', '\n'),
        (paragraphs, gap) => {
          const source = paragraphs.map((words) => words.join(gap)).join('\n\n');
          expect(textOf(source).split(/\s+/)).to.deep.equal(paragraphs.flat());
        },
      ),
    );
  });

  it('loses no word in any structure, however deep', () => {
    const wraps: readonly ((content: string) => string)[] = [
      (content) => `# ${content.replace(/\n+/g, ' ')}`,
      (content) => content.replace(/^/gm, '> '),
      (content) => `- ${content.replace(/\n/g, '\n  ')}`,
      (content) => `1. ${content.replace(/\n/g, '\n   ')}`,
      (content) => `- [ ] ${content.replace(/\n/g, '\n  ')}`,
      (content) => `\`\`\`\`\`\`\n${content}\n\`\`\`\`\`\``,
      (content) => `<div>\n${content}\n</div>`,
      (content) => `**${content.replace(/\n+/g, ' ')}**`,
      (content) => `[${content.replace(/\n+/g, ' ')}](https://a.example/)`,
      (content) => `| h |\n|---|\n| ${content.replace(/\n+/g, ' ')} |`,
      (content) => `before ${content}\n\nafter`,
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...wraps), { minLength: 1, maxLength: 7 }), (chosen) => {
        const source = chosen.reduce((content, wrap, index) => `${wrap(content)}\n\nword${index}`, 'start');
        const text = textOf(source);
        for (const word of ['start', ...chosen.map((_, index) => `word${index}`)]) expect(text).to.include(word);
      }),
      { numRuns: 300 },
    );
  });

  it('shows what is too deep or too long to be read as it is written', () => {
    for (const source of ['> '.repeat(20_000), '- '.repeat(5_000), '**a_'.repeat(15_000), '['.repeat(20_000)]) {
      const body = renderMarkdown(`${source}end`);
      expectValidEntities(body);
      expect(body.text.endsWith('end')).to.equal(true);
    }
    const nested = Array.from({ length: 80 }, (_, level) => `${'  '.repeat(level)}- level${level}`).join('\n');
    expect(textOf(nested)).to.include('level0').and.include('level79');
    expect(textOf(`**a** ${'word '.repeat(60_000)}**end**`)).to.match(/^a word .* \*\*end\*\*$/);
  });
});
