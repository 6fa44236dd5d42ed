import { Agent } from 'node:http';
import { expect } from 'chai';
import { webhook } from '../../support/builders/webhook.js';
import { HttpRig, serverSlice } from './http-rig.js';

describe('the listener for webhooks', () => {
  let rig: HttpRig;
  beforeEach(() => {
    rig = new HttpRig();
    rig.configure([webhook()]);
  });
  afterEach(() => rig.close());

  it('binds its port at once but answers only once it is activated', async () => {
    const running = await rig.open();
    let answered = false;
    const answer = rig.post().finally(() => (answered = true));
    const second = rig.post({ path: '/unknown' });
    await new Promise((resolve) => setImmediate(resolve));
    expect(answered).to.equal(false);
    running.activate();
    expect((await answer).status).to.equal(202);
    expect((await second).status).to.equal(404);
  });

  it('says which key is at fault when the port is in use', async () => {
    const { api } = await rig.start();
    const second = await rig.kind.open(serverSlice({ port: api.port }));
    expect(second.ok).to.equal(false);
    if (second.ok) return;
    expect(second.problem.key).to.equal('triggers.server.port');
    expect(second.problem.message).to.include('in use');
  });

  it('says which key is at fault when the address is not of this machine', async () => {
    const opened = await rig.kind.open(serverSlice({ host: '192.0.2.1' }));
    expect(opened.ok ? null : opened.problem.key).to.equal('triggers.server.host');
  });

  it('is the same at the same host and port, and takes other limits at once', async () => {
    expect(rig.kind.identity(serverSlice())).to.equal(rig.kind.identity(serverSlice({ rateLimit: 1 })));
    expect(rig.kind.identity(serverSlice())).not.to.equal(rig.kind.identity(serverSlice({ port: 1 })));
    expect(rig.kind.equal(serverSlice(), serverSlice({ rateLimit: 1 }))).to.equal(false);
    const running = await rig.start();
    const body = JSON.stringify({ text: 'x'.repeat(2_000) });
    expect((await rig.post({ body })).status).to.equal(413);
    running.retune(serverSlice({ maxBodyBytes: 4_096, rateLimit: 1 }));
    expect((await rig.post({ body })).status).to.equal(202);
    expect((await rig.post({ body })).status).to.equal(429);
  });

  it('finishes what it has begun, then takes no more, and is gone', async () => {
    const running = await rig.start();
    const agent = new Agent({ keepAlive: true });
    expect((await rig.post({ agent })).headers['connection']).to.equal('keep-alive');
    let store: () => void = () => undefined;
    const reached = new Promise<void>((resolve) => {
      rig.receive = () => {
        resolve();
        return new Promise((accept) => (store = () => accept('accepted')));
      };
    });
    const pending = rig.post({ agent });
    await reached;
    const quiet = running.quiesce();
    await new Promise((resolve) => setImmediate(resolve));
    const refused = await rig.post().then(
      () => null,
      (cause: NodeJS.ErrnoException) => cause.code,
    );
    expect(refused).to.equal('ECONNREFUSED');
    store();
    expect((await pending).status).to.equal(202);
    await rig.time.advance(200);
    await quiet;
    agent.destroy();
    expect(rig.time.pending).to.equal(0);
  });

  it('closes idle connections soon, so that nothing waits for them', async () => {
    const running = await rig.start();
    const agent = new Agent({ keepAlive: true });
    await rig.post({ agent });
    const quiet = running.quiesce();
    await rig.time.advance(200);
    await quiet;
    agent.destroy();
  });

  it('closes at once whatever is in progress, also twice', async () => {
    const running = await rig.start();
    const reached = new Promise<void>((resolve) => {
      rig.receive = () => {
        resolve();
        return new Promise(() => undefined);
      };
    });
    const pending = rig.post().then(
      () => 'answered',
      () => 'cut',
    );
    await reached;
    await Promise.all([running.close(), running.close()]);
    expect(await pending).to.equal('cut');
  });
});
