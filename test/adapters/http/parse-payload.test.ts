import { expect } from 'chai';
import fc from 'fast-check';
import { formPayload } from '../../../src/adapters/http/body/form-payload.js';
import { headerParameters } from '../../../src/adapters/http/body/header-parameters.js';
import { parsePayload } from '../../../src/adapters/http/body/parse-payload.js';

const FORM = 'application/x-www-form-urlencoded';

/** What a body says, or what is wrong with it. */
function parsed(body: string | readonly number[], type?: string): unknown {
  const result = parsePayload(typeof body === 'string' ? Buffer.from(body) : Buffer.from(body), type);
  return result.ok ? result.value : result.problem;
}

describe('the payload of a request', () => {
  it('is JSON, whatever its type is called', () => {
    const types = [undefined, '', 'application/json', 'application/cloudevents+json', 'text/plain', 'x;;y', '; ='];
    for (const type of types) expect(parsed('{"a":[1]}', type), type).to.deep.equal({ a: [1] });
    expect(parsed('"text"')).to.deep.equal({ _body: 'text' });
    expect(parsed('[1]')).to.deep.equal({ _body: [1] });
    expect(parsed('null')).to.deep.equal({ _body: null });
    expect(parsed('\ufeff{}')).to.deep.equal({});
  });

  it('is the object in the field payload of a form, beside the form itself', () => {
    const form = (payload: string, more = '') => parsed(`payload=${encodeURIComponent(payload)}${more}`, FORM);
    const payload = '{"action":"opened","issue":{"title":"a&b"}}';
    expect(form(payload)).to.deep.equal({ action: 'opened', issue: { title: 'a&b' }, form: { payload } });
    expect(form(payload, '&extra=1')).to.deep.equal({
      action: 'opened',
      issue: { title: 'a&b' },
      form: { payload, extra: '1' },
    });
    const claims = '{"form":{"text":"no"},"file":{"saved_path":"/x"},"files":[1],"a":1}';
    expect(form(claims)).to.deep.equal({ a: 1, form: { payload: claims } });
    for (const other of ['[1]', '"x"', '{', 'null', `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 'text']) {
      expect(form(other), other.slice(0, 20)).to.deep.equal({ payload: other, form: { payload: other } });
    }
    expect(Object.keys(form('{"__proto__":{"a":1}}') as object)).to.deep.equal(['__proto__', 'form']);
  });

  it('is empty where the body is', () => {
    for (const type of [undefined, 'application/json', FORM]) expect(parsed('', type)).to.deep.equal({});
  });

  it('is refused where it is no JSON, no text, or nested beyond what can be stored', () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    for (const body of ['{', 'a=b', [0x22, 0xff, 0x22], deep]) expect(parsed(body, 'text/plain')).to.equal('bad-json');
  });

  it('is JSON also if it is called a form, as curl calls everything', () => {
    expect(parsed('{"what":"a deploy"}', FORM)).to.deep.equal({ what: 'a deploy' });
    expect(parsed(' [1]\n', FORM)).to.deep.equal({ _body: [1] });
    expect(parsed('{x=1', FORM)).to.deep.equal({ '{x': '1', form: { '{x': '1' } });
  });

  it('has the fields of a form under form, and under their plain names', () => {
    expect(parsed('a=1&b=x+y%26&c&=d&&a=2', FORM)).to.deep.equal({
      a: '2',
      b: 'x y&',
      c: '',
      '': 'd',
      form: { a: '2', b: 'x y&', c: '', '': 'd' },
    });
    expect(parsed('100%=%zz', `${FORM}; charset=UTF-8`)).to.deep.include({ '100%': '%zz' });
    expect(parsed('a=b=c', FORM.toUpperCase())).to.deep.include({ a: 'b=c' });
  });

  it('lets no field pass for what the program says, nor touch what objects have of their own', () => {
    const payload = parsed('form=1&file=2&files=3&__proto__=4&constructor=5', FORM) as Record<string, unknown>;
    expect(Object.getPrototypeOf(payload)).to.equal(Object.prototype);
    expect(Object.keys(payload)).to.have.members(['__proto__', 'constructor', 'form']);
    expect(Object.entries(payload['form'] as object)).to.deep.equal([
      ['form', '1'],
      ['file', '2'],
      ['files', '3'],
      ['__proto__', '4'],
      ['constructor', '5'],
    ]);
    expect(JSON.parse(JSON.stringify(payload))).to.deep.equal(payload);
  });

  it('refuses a form that is no text, or has more fields than anybody fills in', () => {
    expect(parsed('a=%ff', FORM)).to.equal('bad-form');
    expect(parsed([0x61, 0x3d, 0xff], FORM)).to.equal('bad-form');
    expect(parsed('a&'.repeat(1_001), FORM)).to.equal('bad-form');
  });

  it('is read in the charset that its type names, if that is UTF-8 or Latin-1', () => {
    expect(parsed([0x22, 0xe4, 0x22], 'application/json; charset="ISO-8859-1"')).to.deep.equal({ _body: 'ä' });
    expect(parsed('a=%e4', `${FORM};charset=latin1`)).to.deep.include({ a: 'ä' });
    expect(parsed('{"a":"ä"}', 'application/json; charset=utf8')).to.deep.equal({ a: 'ä' });
    for (const charset of ['utf-16', 'shift_jis', 'x', '""']) {
      expect(parsed('{}', `application/json; charset=${charset}`), charset).to.equal('unsupported-charset');
    }
  });

  it('has all fields that a browser writes', () => {
    const pairs = fc.array(fc.tuple(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' })), { minLength: 1 });
    fc.assert(
      fc.property(pairs, (fields) => {
        const written = new URLSearchParams(fields);
        const expected = formPayload([...written]);
        expect(parsed(`${written}`, FORM)).to.deep.equal(`${written}` === '' ? {} : expected);
      }),
    );
  });
});

describe('a header with parameters', () => {
  it('gives its value and the first parameter of each name', () => {
    const header = headerParameters(' Form-Data ;Name="a;\\"b\\\\\\c" ; x=y;;name=second; ');
    expect(header?.value).to.equal('form-data');
    expect([...(header?.parameters ?? [])]).to.deep.equal([
      ['name', 'a;"b\\\\c'],
      ['x', 'y'],
    ]);
  });

  it('is refused if it is not well formed, in a time that does not grow with its nonsense', () => {
    const nonsense = ['', ';', '; a=b', 'a b', 'a; b', 'a; b="c', 'a; b="c" d', 'a; b=c d', 'a; =c', 'a; b="c\\"'];
    for (const header of nonsense) expect(headerParameters(header), header).to.equal(null);
    expect(headerParameters(`a; ${'\\" = ;'.repeat(20_000)}`)).to.equal(null);
  });
});
