import { expect } from 'chai';
import fc from 'fast-check';
import { LineSplitter, type OutputLine, parseJsonLine } from '../../../src/adapters/engines/lines/json-lines.js';

function split(bytes: Buffer, cuts: readonly number[], limitBytes?: number): OutputLine[] {
  const splitter = new LineSplitter(limitBytes);
  const ends = [...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  const lines: OutputLine[] = [];
  let from = 0;
  for (const end of ends) {
    lines.push(...splitter.push(bytes.subarray(from, end)));
    from = end;
  }
  return [...lines, ...splitter.end()];
}

describe('lines of output', () => {
  const text = fc.string({ unit: 'binary', maxLength: 30 }).filter((line) => !line.includes('\n'));

  it('are the same however the stream is cut, in the middle of a character too', () => {
    fc.assert(
      fc.property(fc.array(text), fc.array(fc.nat()), (lines, cuts) => {
        const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
        expect(split(bytes, cuts)).to.deep.equal(split(bytes, []));
        const expected = lines.map((line) => ({ kind: 'line', text: Buffer.from(line).toString() }));
        expect(split(bytes, cuts)).to.deep.equal(expected);
      }),
    );
  });

  it('that are too long are dropped alone, however the stream is cut', () => {
    fc.assert(
      fc.property(fc.array(text), fc.array(fc.nat()), fc.nat(40), (lines, cuts, limit) => {
        const bytes = Buffer.from(lines.join('\n'));
        const expected = split(bytes, []).map((line) => {
          const size = line.kind === 'line' ? Buffer.byteLength(line.text) : 0;
          return size > limit ? { kind: 'too-long', bytes: size } : line;
        });
        expect(split(bytes, cuts, limit)).to.deep.equal(expected);
      }),
    );
  });

  it('include a last one without a newline, and none for nothing', () => {
    expect(split(Buffer.from('a\nb'), [])).to.have.length(2);
    expect(split(Buffer.from('a\n'), [])).to.have.length(1);
    expect(split(Buffer.from(''), [])).to.have.length(0);
  });

  it('may be 10 MiB long and not one byte longer', () => {
    const limit = 10 * 1024 * 1024;
    const kinds = [limit, limit + 1].map((size) => split(Buffer.alloc(size, 'x'), [])[0]?.kind);
    expect(kinds).to.deep.equal(['line', 'too-long']);
  });
});

describe('a line of JSON', () => {
  it('is read whatever object it holds', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (object) => {
        expect(JSON.stringify(parseJsonLine(JSON.stringify(object)))).to.equal(JSON.stringify(object));
      }),
    );
  });

  it('is read from its first brace, since some programs print a warning in front', () => {
    expect(parseJsonLine('Warning: old config {"type":"a"}\r')).to.deep.equal({ type: 'a' });
  });

  it('is nothing when it is not one object', () => {
    for (const line of ['', 'hello', '[1]', '"text"', 'null', '{', '{"a":1} and more', 'a { b }']) {
      expect(parseJsonLine(line), line).to.equal(null);
    }
  });

  it('does not read a long line that is nested so deeply that nobody could walk through it', () => {
    const nested = (levels: number) =>
      `{"text":"${'x'.repeat(2_000_000)}","a":${'['.repeat(levels)}${']'.repeat(levels)}}`;
    expect(parseJsonLine(nested(20))).to.have.property('text');
    expect(parseJsonLine(nested(300_000))).to.equal(null);
    expect(parseJsonLine(`{"text":"${'[{'.repeat(2_000_000)}"}`)).to.have.property('text');
  });
});
