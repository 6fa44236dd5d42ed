import { request } from 'node:http';
import { createServer, type Server } from 'node:net';
import { expect } from 'chai';
import { T } from '../../src/composition/wiring/tokens.js';
import { reading, TestApp, TestWorld } from '../support/app.js';
import { appConfig, type ConfigChange } from '../support/builders/app-config.js';
import { webhook } from '../support/builders/webhook.js';
import { settled } from '../support/fakes/fake-time.js';
import { send } from '../support/http-request.js';

function listening(port: number, change: Partial<ReturnType<typeof appConfig>['triggers']> = {}): ConfigChange {
  const { server } = appConfig().triggers;
  return { triggers: { enabled: true, webhooks: [webhook()], server: { ...server, port }, ...change } };
}

describe('the server for webhooks', () => {
  let other: Server;
  let taken = 0;
  let app: TestApp | null = null;
  const host = () => app?.application.get(T.servers);
  const apply = async (change: ConfigChange) => app?.application.get(T.reloader).apply(reading(appConfig(change)));
  beforeEach(async () => {
    other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    taken = typeof address === 'object' && address !== null ? address.port : 0;
  });
  afterEach(async () => {
    await host()?.close();
    app = null;
    if (other.listening) await new Promise((resolve) => other.close(resolve));
  });

  it('is there only while there is a webhook, or when it is wanted anyway', async () => {
    app = await TestApp.start(listening(0, { enabled: false }));
    expect(host()?.peek()).to.equal(null);
    await apply(listening(0, { webhooks: [webhook({ enabled: false })] }));
    expect(host()?.peek()).to.equal(null);
    const { server } = appConfig().triggers;
    await apply(listening(0, { enabled: false, server: { ...server, port: 0, always: true } }));
    expect((await health()).webhooks).to.equal(0);
    await apply(listening(0));
    expect((await health()).webhooks).to.equal(1);
    await apply(listening(0, { enabled: false }));
    expect(host()?.peek()).to.equal(null);
  });

  it('comes later if its port is taken at the start, and everything else goes on', async () => {
    const world = new TestWorld();
    app = await TestApp.start(listening(taken), world);
    expect(host()?.peek()).to.equal(null);
    await app.say('hello');
    expect(world.engine.orders).to.have.length(1);
    await new Promise((resolve) => other.close(resolve));
    const opened = host()?.current();
    await world.time.advance(60_000);
    await opened;
    expect((await health()).status).to.equal('ok');
  });

  it('stays as it is when a reload names a taken port', async () => {
    app = await TestApp.start(listening(0));
    const before = host()?.peek();
    const applied = await apply(listening(taken));
    expect(applied?.ok).to.equal(false);
    expect(JSON.stringify(applied)).to.include('in use').and.include('triggers.server.port');
    expect(host()?.peek()).to.equal(before);
    expect((await health()).generation).to.equal(1);
  });

  it('moves to another port without dropping what it has begun', async () => {
    app = await TestApp.start(listening(0));
    await new Promise((resolve) => other.close(resolve));
    const before = host()?.peek()?.port ?? 0;
    const headers = { authorization: 'Bearer s3cret' };
    const target = { host: '127.0.0.1', port: before, path: '/hooks/deploy', method: 'POST' };
    const half = request({ ...target, headers, agent: false });
    const status = new Promise((resolve, reject) => {
      half.on('response', (response) => resolve(response.resume().statusCode));
      half.on('error', reject);
    });
    half.write('{');
    // Connections are accepted in order: once a later one is answered, this one is in.
    await new Promise((resolve) => half.once('socket', (socket) => socket.once('connect', resolve)));
    await health();
    await apply(listening(taken));
    expect(host()?.peek()?.port).to.equal(taken);
    half.end('}');
    expect(await status).to.equal(202);
    await settled();
  });

  it('goes to another address with its port', async () => {
    await new Promise((resolve) => other.close(resolve));
    app = await TestApp.start(listening(taken));
    expect((await health()).generation).to.equal(1);
    const { server } = appConfig().triggers;
    const everywhere = { ...listening(taken).triggers, server: { ...server, port: taken, host: '0.0.0.0' } };
    const applied = apply({ triggers: { ...everywhere, webhooks: [webhook()] } });
    await until(app, applied);
    expect((await applied)?.ok).to.equal(true);
    expect(JSON.stringify(app.journal.facts.at(-1))).to.include('handover');
    expect((await health()).generation).to.equal(2);
  });

  it('stays at its address when the next one is not of this machine', async () => {
    await new Promise((resolve) => other.close(resolve));
    app = await TestApp.start(listening(taken));
    const { server } = appConfig().triggers;
    const elsewhere = { ...listening(taken).triggers, server: { ...server, port: taken, host: '192.0.2.1' } };
    const applied = apply({ triggers: { ...elsewhere, webhooks: [webhook()] } });
    await until(app, applied);
    expect((await applied)?.ok).to.equal(false);
    expect((await health()).generation).to.equal(1);
  });

  /** Lets the test's time go on until the work, which also waits for real sockets, is done. */
  async function until(running: TestApp, work: Promise<unknown>): Promise<void> {
    let done = false;
    void work.finally(() => (done = true));
    while (!done) {
      await running.world.time.advance(100);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  async function health(): Promise<{ status: string; webhooks: number; generation: number }> {
    const answer = await send({ port: host()?.peek()?.port ?? 0, path: '/health', method: 'GET' });
    return JSON.parse(answer.text) as { status: string; webhooks: number; generation: number };
  }
});
