import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { expect } from 'chai';
import { NodeLoopTurns } from '../../../src/adapters/system/node-loop-turns.js';

/** Long enough for what was written on the loopback to be there. */
function holdUp(): void {
  const over = performance.now() + 20;
  while (performance.now() < over);
}

describe('the turns of the event loop', () => {
  it('hear what was written before, on a connection that is new too', async () => {
    const heard: string[] = [];
    const server = createServer((socket) => socket.on('data', (bytes) => heard.push(bytes.toString())));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const known = connect(port, '127.0.0.1');
    await once(known, 'connect');
    known.write('first');
    while (heard.length === 0) await new Promise((resolve) => setImmediate(resolve));
    const fresh = connect(port, '127.0.0.1', () => {
      fresh.write('new');
      known.write('known');
      holdUp();
    });
    await once(fresh, 'connect');
    await new NodeLoopTurns().next();
    expect(heard.toSorted()).to.deep.equal(['first', 'known', 'new']);
    for (const socket of [known, fresh]) socket.destroy();
    server.close();
  });
});
