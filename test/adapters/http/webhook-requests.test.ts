import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import { webhook } from '../../support/builders/webhook.js';
import { HttpRig } from './http-rig.js';

describe('a request to the server for webhooks', () => {
  let rig: HttpRig;
  beforeEach(() => {
    rig = new HttpRig();
    rig.configure([webhook()]);
  });
  afterEach(() => rig.close());

  it('is accepted with 202 once the intake has it, and not before', async () => {
    await rig.start();
    let store: () => void = () => undefined;
    const asked = new Promise<void>((reached) => {
      rig.receive = () => {
        reached();
        return new Promise((resolve) => (store = () => resolve('accepted')));
      };
    });
    let answered = false;
    const answer = rig.post({ body: '{"ref":"main"}' }).finally(() => (answered = true));
    await asked;
    expect(answered).to.equal(false);
    store();
    expect(await answer).to.include({ status: 202, text: 'accepted' });
    expect(rig.deliveries[0]?.payload).to.deep.equal({ ref: 'main' });
  });

  it('is answered 200 if it is a repeat, 503 with Retry-After while draining or when the disk refuses', async () => {
    await rig.start();
    rig.receive = async () => 'duplicate';
    expect(await rig.post()).to.include({ status: 200, text: 'duplicate' });
    rig.receive = async () => 'draining';
    const draining = await rig.post();
    expect(draining.status).to.equal(503);
    expect(draining.headers['retry-after']).to.equal('30');
    rig.receive = () => Promise.reject(new Error('disk full'));
    const refused = await rig.post();
    expect(refused.status).to.equal(503);
    expect(refused.headers['retry-after']).to.equal('30');
  });

  it('is 404 for unknown paths and 405 for other methods, by the decoded path', async () => {
    await rig.start();
    expect((await rig.post({ path: '/hooks/other' })).status).to.equal(404);
    expect((await rig.post({ path: '/hooks/deploy/' })).status).to.equal(404);
    expect((await rig.post({ path: '/Hooks/deploy' })).status).to.equal(404);
    expect((await rig.post({ path: '/hooks/%zz' })).status).to.equal(404);
    expect((await rig.post({ path: '/hooks/%64eploy?x=1' })).status).to.equal(202);
    const other = await rig.post({ method: 'PUT' });
    expect(other.status).to.equal(405);
    expect(other.headers['allow']).to.equal('POST');
    expect((await rig.post({ method: 'OPTIONS' })).status).to.equal(405);
  });

  it('is 413 above the limit, whether it says its size or not, before its sender is looked at', async () => {
    await rig.start();
    const big = Buffer.alloc(1_025, 32);
    expect((await rig.post({ body: big, headers: {} })).status).to.equal(413);
    expect((await rig.post({ body: big, headers: { 'transfer-encoding': 'chunked' } })).status).to.equal(413);
    const exact = `{"a":"${'x'.repeat(1_024 - 8)}"}`;
    expect((await rig.post({ body: exact })).status).to.equal(202);
  });

  it('is 400 for what is no JSON: garbage, bytes that are no text, nesting that can’t be stored', async () => {
    await rig.start({ maxBodyBytes: 1_048_576 });
    for (const body of ['{', Buffer.from([0x22, 0xff, 0x22]), `${'['.repeat(200_000)}${']'.repeat(200_000)}`]) {
      expect(await rig.post({ body })).to.include({ status: 400, text: 'invalid json' });
    }
    expect(rig.deliveries).to.have.length(0);
  });

  it('takes an empty body as an empty object and other JSON under _body', async () => {
    await rig.start();
    await rig.post({ body: '' });
    await rig.post({ body: '"text"' });
    await rig.post({ body: '[1]' });
    const payloads = rig.deliveries.map(({ payload }) => payload);
    expect(payloads).to.deep.equal([{}, { _body: 'text' }, { _body: [1] }]);
  });

  it('may be a form, and is 415 in a charset that nobody here reads', async () => {
    await rig.start();
    const typed = (type: string, body: string) =>
      rig.post({ headers: { authorization: 'Bearer s3cret', 'content-type': type }, body });
    const form = 'application/x-www-form-urlencoded';
    expect((await typed(form, 'ref=main')).status).to.equal(202);
    expect(rig.deliveries[0]?.payload).to.deep.equal({ ref: 'main', form: { ref: 'main' } });
    expect(await typed(form, 'ref=%ff')).to.include({ status: 400, text: 'invalid form' });
    expect(await typed('application/json; charset=utf-16', '{}')).to.include({ status: 415 });
  });

  it('is 415 when it is compressed, for those whose proof may hold, and 401 for others', async () => {
    await rig.start();
    const encoded = (encoding: string, authorization = 'Bearer s3cret') =>
      rig.post({ body: Buffer.from([0x1f, 0x8b, 0x08]), headers: { authorization, 'content-encoding': encoding } });
    for (const encoding of ['gzip', 'deflate', 'br', 'zstd', 'GZIP', 'gzip, gzip']) {
      const answer = await encoded(encoding);
      expect([answer.status, answer.headers['accept-encoding']], encoding).to.deep.equal([415, 'identity']);
    }
    expect((await encoded('gzip', 'Bearer no')).status).to.equal(401);
    const plain = { authorization: 'Bearer s3cret', 'content-encoding': 'identity' };
    expect((await rig.post({ headers: plain })).status).to.equal(202);
  });

  it('is 501, and its connection is closed, when it comes in a transfer coding that nobody here decodes', async () => {
    const { api } = await rig.start();
    for (const coding of ['gzip, chunked', 'GZIP,chunked', 'deflate, gzip, chunked', 'x-own, chunked']) {
      const answer = await raw(
        api.port,
        `POST /hooks/deploy HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer s3cret\r\n` +
          `Transfer-Encoding: ${coding}\r\n\r\n2\r\n{}\r\n0\r\n\r\n`,
      );
      expect(answer, coding).to.match(/^HTTP\/1\.1 501 .*\r\nConnection: close\r\n/s);
    }
    expect(rig.deliveries).to.deep.equal([]);
    expect(
      (await rig.post({ headers: { authorization: 'Bearer s3cret', 'transfer-encoding': 'chunked' } })).status,
    ).to.equal(202);
  });

  it('may write its bearer token in every form that RFC 9110 knows', async () => {
    await rig.start();
    for (const authorization of [
      'Bearer s3cret',
      'bearer   s3cret',
      'BEARER s3cret',

      ' Bearer s3cret ',
    ]) {
      expect((await rig.post({ headers: { authorization } })).status, authorization).to.equal(202);
    }
    for (const authorization of ['Bearers3cret', 'Bearer s3cret x', 'Bearer, s3cret', 'Bearer "s3cret"', 'Bearer']) {
      expect((await rig.post({ headers: { authorization } })).status, authorization).to.equal(401);
    }
  });

  it('is filtered by its event, also when it names none', async () => {
    rig.configure([webhook({ eventFilter: ['push'] })]);
    await rig.start();
    const event = (headers: Record<string, string>) =>
      rig.post({ headers: { authorization: 'Bearer s3cret', ...headers } });
    expect(await event({})).to.include({ status: 200, text: 'filtered' });
    expect(await event({ 'x-github-event': 'issues' })).to.include({ status: 200, text: 'filtered' });
    expect((await event({ 'x-github-event': 'push' })).status).to.equal(202);
    expect((await event({ 'x-event-type': 'push' })).status).to.equal(202);
    expect(rig.deliveries).to.have.length(2);
  });

  it('is limited by rate, with the seconds to wait; failed authentication spends nothing', async () => {
    await rig.start({ rateLimit: 2 });
    expect((await rig.post({ headers: {} })).status).to.equal(401);
    expect((await rig.post()).status).to.equal(202);
    expect((await rig.post()).status).to.equal(202);
    const limited = await rig.post();
    expect(limited.status).to.equal(429);
    expect(limited.headers['retry-after']).to.equal('30');
    await rig.time.advance(30_000);
    expect((await rig.post()).status).to.equal(202);
  });

  it('is 403 from an address that may not post', async () => {
    rig.configure([webhook({ allowIps: ['192.0.2.0/24', '2001:db8::1'] })]);
    await rig.start();
    expect((await rig.post()).status).to.equal(403);
    rig.configure([webhook({ allowIps: ['192.0.2.0/24', '127.0.0.1'] })]);
    expect((await rig.post()).status).to.equal(202);
  });

  it('is judged by the webhooks in force when it arrives', async () => {
    await rig.start();
    rig.configure([webhook({ path: '/hooks/new' })]);
    expect((await rig.post()).status).to.equal(404);
    expect((await rig.post({ path: '/hooks/new' })).status).to.equal(202);
  });

  it('is taken while its webhook is paused, and answered as if there were none while it is switched off', async () => {
    rig.configure([webhook()]);
    await rig.start();
    await rig.gate.turn('all', 'paused');
    expect((await rig.post()).status).to.equal(202);
    await rig.gate.turn('all', 'on');
    await rig.gate.turn('webhook:deploy', 'off');
    expect(await rig.post()).to.include({ status: 404, text: 'not found' });
  });
});

/** All that is answered until the connection ends. */
function raw(port: number, request: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(request);
  return text(socket);
}
