import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { expect } from 'chai';
import { UNPROVEN_BYTES } from '../../../src/adapters/http/http-listener.js';
import { CONNECTION_CAPS } from '../../../src/adapters/http/server/connection-caps.js';
import { processMemory } from '../../../src/adapters/system/spare-memory.js';
import { webhook } from '../../support/builders/webhook.js';
import { HttpRig } from './http-rig.js';

const MIB = 1_048_576;
const SIGNED = { 'x-signature': '0'.repeat(64) };

/** A guard against trying for ever, not a measure of how fast the machine is. */
const MOST_ATTEMPTS = 4_000;

/** The status of the first attempt that ends as expected, else of the last one; the server learns late that connections are gone. */
async function inTheEnd(attempt: () => Promise<number>, expected: number): Promise<number> {
  let status = 0;
  for (let attempts = 0; attempts < MOST_ATTEMPTS && status !== expected; attempts++) {
    if (attempts > 0) await setTimeout(25);
    status = await attempt().catch(() => 0);
  }
  return status;
}

describe('senders that are not known yet', () => {
  let rig: HttpRig;
  const sockets: Socket[] = [];
  beforeEach(() => {
    rig = new HttpRig();
    rig.configure([webhook({ auth: 'hmac-sha256' })]);
  });
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.destroy();
    await rig.close();
  });

  /** A connection on which something was sent, and what came back on it so far. */
  async function held(port: number, text: string) {
    const socket = connect(port, '127.0.0.1');
    sockets.push(socket);
    let answer = '';
    const answered = new Promise<number>((resolve) => {
      socket.on('data', (chunk: Buffer) => {
        answer += chunk.toString();
        if (answer.includes('\r\n\r\n')) resolve(Number(answer.split(' ')[1]));
      });
    });
    const over = new Promise<void>((resolve) => socket.on('close', () => resolve()));
    socket.on('error', () => undefined);
    await once(socket, 'connect').catch(() => undefined);
    socket.write(text);
    return { socket, over, answered, answer: () => answer };
  }

  function headOf(headers: Record<string, string>, path = '/hooks/deploy', method = 'POST'): string {
    const lines = Object.entries({ host: 'localhost', ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
    return `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`;
  }

  it('are told to come again when they hold all the room there is, and room is given back', async () => {
    const { api } = await rig.start({ maxBodyBytes: 10 * MIB });
    const part = Buffer.alloc(9 * MIB, 'x');
    const holders = [];
    for (let n = 0; n < 5; n++) {
      const holder = await held(api.port, headOf({ ...SIGNED, 'content-length': `${part.length + 1}` }));
      holder.socket.write(part);
      holders.push(holder);
    }
    const refused = await Promise.race(holders.map(async (one) => [await one.answered, one] as const));
    expect(refused[0]).to.equal(503);
    expect(refused[1].answer().toLowerCase()).to.contain('retry-after: 10');
    for (const { socket, over } of holders) {
      socket.destroy();
      await over;
    }
    const body = Buffer.alloc(9 * MIB, ' ');
    body.write('{}');
    const signature = createHmac('sha256', 's3cret').update(body).digest('hex');
    const attempt = () => rig.post({ body, headers: { 'x-signature': signature } }).then(({ status }) => status);
    expect(await inTheEnd(attempt, 202)).to.equal(202);
  });

  it('with a proof that can’t hold are read to their end and kept nowhere', async () => {
    rig.configure([webhook({ acceptMultipart: true })]);
    await rig.start({ maxBodyBytes: 10 * MIB, authFailuresPerMinute: 1_000 });
    const body = Buffer.alloc(9 * MIB, 'x');
    const own = processMemory();
    own.collect();
    const before = process.memoryUsage().arrayBuffers;
    const statuses = await Promise.all(
      Array.from(
        { length: 10 },
        async () => (await rig.post({ body, headers: { authorization: 'Bearer no' } })).status,
      ),
    );
    expect(new Set(statuses)).to.deep.equal(new Set([401]));
    own.collect();
    expect(process.memoryUsage().arrayBuffers - before).to.be.lessThan(UNPROVEN_BYTES.inMemory + body.length);
    expect(rig.vault.staged.size).to.equal(0);
  });

  it('that declare too much, or post where nothing is, are answered before they send it', async () => {
    const { api } = await rig.start({ maxBodyBytes: 1_024 });
    const rows: readonly (readonly [string, number])[] = [
      [headOf({ ...SIGNED, 'content-length': `${100 * MIB}` }), 413],
      [headOf({ 'content-length': `${100 * MIB}` }, '/nothing'), 404],
      [headOf({ 'content-length': `${100 * MIB}` }, '/hooks/deploy', 'PUT'), 405],
      [headOf({ ...SIGNED, host: 'a\r\nhost: b', 'content-length': '2' }), 400],
    ];
    for (const [head, status] of rows) {
      const { answered } = await held(api.port, head);
      expect(await answered).to.equal(status);
    }
  });

  it('stage no more files together than there is room for, and none stays', async () => {
    rig.configure([webhook({ auth: 'hmac-sha256', acceptMultipart: true, maxFileSizeBytes: 100 * MIB })]);
    const { api } = await rig.start();
    const head = headOf({
      ...SIGNED,
      'content-type': 'multipart/form-data; boundary=b',
      'content-length': `${100 * MIB}`,
    });
    const part = Buffer.alloc(50 * MIB, 'x');
    const holders = [];
    for (let n = 0; n < 3; n++) {
      const holder = await held(api.port, head);
      holder.socket.write('--b\r\ncontent-disposition: form-data; name="f"; filename="f"\r\n\r\n');
      holder.socket.write(part);
      holders.push(holder);
    }
    expect(await Promise.race(holders.map((one) => one.answered))).to.equal(503);
    for (const { socket } of holders) socket.destroy();
    while (rig.vault.staged.size > 0) await setTimeout(5);
  });

  it('have so many connections and no more, each by itself', async () => {
    const { api } = await rig.start();
    const all: Awaited<ReturnType<typeof held>>[] = [];
    for (let n = 0; n < CONNECTION_CAPS.thisMachine + 20; n++)
      all.push(await held(api.port, headOf(SIGNED).slice(0, -2)));
    const closed = () => all.filter(({ socket }) => socket.closed);
    while (closed().length < 20) await setTimeout(5);
    // Connections are taken in their order: once this one is turned away, all before it have been.
    await (await held(api.port, headOf(SIGNED))).over;
    expect(closed()).to.have.length(20);
    expect(rig.journal.named('http.connections-refused')).to.have.length(1);
    for (const { socket, over } of all) {
      socket.destroy();
      await over;
    }
    const attempt = () => rig.post({ headers: {} }).then(({ status }) => status);
    expect(await inTheEnd(attempt, 401)).to.equal(401);
  });

  it('have as many connections as they like as a trusted proxy', async () => {
    const { api } = await rig.start({ trustedProxies: ['127.0.0.1'] });
    const all = [];
    for (let n = 0; n < CONNECTION_CAPS.thisMachine + 20; n++)
      all.push(await held(api.port, headOf(SIGNED).slice(0, -2)));
    expect((await rig.post({ headers: {} })).status).to.equal(401);
    expect(all.filter(({ socket }) => socket.closed)).to.deep.equal([]);
  });
});
