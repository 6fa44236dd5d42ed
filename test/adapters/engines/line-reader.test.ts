import { Readable } from 'node:stream';
import { expect } from 'chai';
import { LineReader } from '../../../src/adapters/engines/lines/line-reader.js';
import { settled } from '../../support/fakes/fake-time.js';
import { collect } from '../../support/scripted-engine/collect.js';

describe('the reader of lines', () => {
  it('takes no more from the program than is taken from it', async () => {
    let given = 0;
    const source = new Readable({
      highWaterMark: 1024,
      read() {
        given += 1024;
        this.push(Buffer.alloc(1024, 'x\n'));
      },
    });
    const chunks = new LineReader(source).chunks();
    await chunks.next();
    await settled();
    const before = given;
    await settled();
    expect(given).to.equal(before);
    expect(given).to.be.below(10 * 1024);
    source.destroy();
  });

  it('ends quietly when the stream is destroyed or fails', async () => {
    for (const error of [undefined, new Error('reset')]) {
      const source = new Readable({ read() {} });
      source.on('error', () => {});
      source.push('one\ntwo');
      const reader = new LineReader(source);
      const chunks = reader.chunks();
      expect((await chunks.next()).value).to.deep.equal([{ kind: 'line', text: 'one' }]);
      source.destroy(error);
      expect(await collect(chunks)).to.deep.equal([[{ kind: 'line', text: 'two' }]]);
    }
  });

  it('knows who keeps whom waiting', async () => {
    const source = new Readable({ read() {} });
    const reader = new LineReader(source);
    const chunks = reader.chunks();
    const first = chunks.next();
    expect(reader.behind).to.equal(false);
    source.push('one\n');
    await first;
    expect(reader.behind).to.equal(true);
    const second = chunks.next();
    expect(reader.behind).to.equal(false);
    source.push(null);
    await second;
    await chunks.next();
    expect(reader.behind).to.equal(false);
  });
});
