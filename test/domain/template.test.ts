import { expect } from 'chai';
import fc from 'fast-check';
import { placeholdersOf, renderTemplate } from '../../src/domain/trigger/template.js';

describe('a template', () => {
  it('fills in keys, indexes, numbers, and JSON for structures', () => {
    const values = { a: { b: [{ c: 'deep' }], n: 1.5, yes: true }, list: [1, { x: 'ü' }] };
    expect(renderTemplate('{{a.b.0.c}}|{{ a.n }}|{{a.yes}}|{{list}}', values)).to.equal('deep|1.5|true|[1,{"x":"ü"}]');
  });

  it('reaches names with dashes and any other with brackets', () => {
    const values = { 'pull-request': 1, h: { 'x-id': 'a', 'a.b c': [{ t: 'z' }] } };
    expect(renderTemplate(`{{h.x-id}} {{h["a.b c"][0].t}} {{h['x-id']}}`, values)).to.equal('a z a');
  });

  it('fills in nothing where there is nothing', () => {
    const values = { a: null, list: ['x'], s: 'text' };
    expect(renderTemplate('[{{a}}{{b}}{{a.b}}{{list.1}}{{list.x}}{{s.length}}{{toString}}]', values)).to.equal('[]');
  });

  it('leaves what is no placeholder, and never looks again at what it filled in', () => {
    expect(renderTemplate('{{a-b}} {{ }} {a} {{a b}} {{a[}} {{.a}}', {})).to.equal(
      '{{a-b}} {{ }} {a} {{a b}} {{a[}} {{.a}}',
    );
    expect(renderTemplate('{{x}}', { x: '{{y}} $& $1', y: 'no' })).to.equal('{{y}} $& $1');
  });

  it('hands each value to who puts it in, with its path', () => {
    const seen: unknown[] = [];
    const put = (text: string, path: readonly string[], value: unknown) => {
      seen.push([path, value]);
      return `<${text}>`;
    };
    expect(renderTemplate('{{a.b}} {{none}}', { a: { b: 7 } }, put)).to.equal('<7> ');
    expect(seen).to.deep.equal([[['a', 'b'], 7]]);
  });

  it('names its placeholders', () => {
    expect(placeholdersOf('{{env.TOKEN}} and {{a["b c"][2]}}, not {{a b}}')).to.deep.equal([
      ['env', 'TOKEN'],
      ['a', 'b c', '2'],
    ]);
  });

  it('gives any text back unchanged that holds no placeholder', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!text.includes('{{'));
        expect(renderTemplate(text, {})).to.equal(text);
      }),
    );
  });

  it('shows any text at any path exactly as it is', () => {
    const step = fc.stringMatching(/^[A-Za-z0-9_-]{1,8}$/);
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z]{1,8}$/),
        fc.array(step, { maxLength: 4 }),
        fc.string(),
        (root, steps, text) => {
          const path = [root, ...steps];
          const values = path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), text);
          fc.pre(!path.includes('__proto__'));
          expect(renderTemplate(`{{${path.join('.')}}}`, values)).to.equal(text);
        },
      ),
    );
  });
});
