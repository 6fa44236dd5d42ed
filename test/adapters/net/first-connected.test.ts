import { once } from 'node:events';
import { type AddressInfo, connect, createServer, Socket } from 'node:net';
import { expect } from 'chai';
import { firstConnected } from '../../../src/adapters/net/first-connected.js';
import { FakeTime } from '../../support/fakes/fake-time.js';
import { expectNoLeaks } from '../../support/leaks.js';

describe('the first connection of several addresses', () => {
  expectNoLeaks();
  const server = createServer();
  let time: FakeTime;
  let stop: AbortController;
  let begun: [string, Socket][] = [];

  before(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  after(() => void server.close());
  beforeEach(() => {
    time = new FakeTime();
    stop = new AbortController();
    begun = [];
  });
  afterEach(() => {
    for (const [, socket] of begun) socket.destroy();
  });

  /** The address `open` is connected to, `shut` refuses, any other is silent for ever. */
  function first(...addresses: readonly string[]): Promise<Socket> {
    const { port } = server.address() as AddressInfo;
    const begin = (address: string) => {
      const host = address === 'open' ? '127.0.0.1' : '127.0.0.2';
      const socket = /^(?:open|shut)/.test(address) ? connect({ host, port }) : new Socket({ signal: stop.signal });
      begun.push([address, socket]);
      return socket;
    };
    return firstConnected(addresses, begin, { alarm: time, signal: stop.signal });
  }

  const tried = () => begun.map(([address]) => address);

  it('is that of the first address, and no other is tried', async () => {
    expect(await first('open', 'silent')).to.equal(begun[0]?.[1]);
    await time.advance(60_000);
    expect(tried()).to.deep.equal(['open']);
    expect(time.pending).to.equal(0);
  });

  it('is that of the next where one refuses', async () => {
    expect(await first('shut', 'shut too', 'open')).to.equal(begun[2]?.[1]);
    expect(time.pending).to.equal(0);
  });

  it('is that of the next where one is silent, which gets a quarter of a second', async () => {
    const connected = first('silent', 'open');
    await time.advance(249);
    expect(tried()).to.deep.equal(['silent']);
    await time.advance(1);
    expect(await connected).to.equal(begun[1]?.[1]);
    expect(begun[0]?.[1].destroyed).to.equal(true);
    expect(time.pending).to.equal(0);
  });

  it('is that of a slow address, though the next was tried beside it', async () => {
    const connected = first('slow', 'silent', 'open');
    await time.advance(250);
    begun[0]?.[1].emit('connect');
    expect(await connected).to.equal(begun[0]?.[1]);
    expect(begun[1]?.[1].destroyed).to.equal(true);
    begun[1]?.[1].emit('error', new Error('too late'));
    await time.advance(60_000);
    expect(tried()).to.deep.equal(['slow', 'silent']);
  });

  it('is awaited no more once stopped, and no further address is tried', async () => {
    const failed = first('silent', 'open').catch((error: { name: string }) => error.name);
    stop.abort();
    expect(await failed).to.equal('AbortError');
    expect(await first('open').catch((error: { name: string }) => error.name)).to.equal('AbortError');
    expect(tried()).to.deep.equal(['silent']);
    expect(time.pending).to.equal(0);
  });

  it('fails when the last one has failed, with what it said', async () => {
    const failed = first('silent', 'shut').catch((error: { code: string }) => error.code);
    await time.advance(250);
    begun[0]?.[1].destroy(Object.assign(new Error('no route'), { code: 'EHOSTUNREACH' }));
    expect(await failed).to.be.oneOf(['EHOSTUNREACH', 'ECONNREFUSED']);
    expect(tried()).to.deep.equal(['silent', 'shut']);
    expect(time.pending).to.equal(0);
  });
});
