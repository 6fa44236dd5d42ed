import { spawnSync } from 'node:child_process';
import { getEventListeners, once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { UndiciOutbound } from '../../../src/adapters/net/undici-outbound.js';
import type { OutboundRequest } from '../../../src/application/ports/http/outbound.js';
import { type StopSignal, StopSource } from '../../../src/domain/ports/stop-signal.js';
import { outboundRequest } from '../../support/builders/outbound-request.js';
import { FakeTime, settled } from '../../support/fakes/fake-time.js';
import { expectNoLeaks } from '../../support/leaks.js';
import { LoopbackSite } from '../../support/loopback-site.js';

describe('requests to servers that triggers name', () => {
  expectNoLeaks();

  let site: LoopbackSite;
  let time: FakeTime;
  let lookedUp: string[];
  /** What look-ups answer, one after the other; the last one stays. */
  let answers: (readonly string[])[];
  let outbound: UndiciOutbound;

  beforeEach(async () => {
    site = await LoopbackSite.open();
    time = new FakeTime();
    lookedUp = [];
    answers = [['127.0.0.1']];
    outbound = new UndiciOutbound({
      alarm: time,
      lookUp: async (host) => {
        lookedUp.push(host);
        return (answers.length > 1 ? answers.shift() : answers[0]) ?? [];
      },
    });
  });
  afterEach(() => site[Symbol.asyncDispose]());

  const send = (change: Partial<OutboundRequest> = {}, stop: StopSignal = new StopSource().signal) =>
    outbound.send(outboundRequest({ url: `http://hooks.example:${site.port}/`, ...change }), stop);

  async function problemOf(change: Partial<OutboundRequest> = {}): Promise<unknown> {
    const result = await send(change);
    return result.ok ? 'no problem' : result.problem;
  }

  describe('go only where they were judged to go:', () => {
    it('the host is looked up once, and what a second look-up would say does not matter', async () => {
      answers = [['127.0.0.1'], ['10.0.0.1']];
      expect(await send()).to.include({ ok: true });
      expect(lookedUp).to.deep.equal(['hooks.example']);
      expect(site.asked).to.have.length(1);
    });

    it('one address among many that is not allowed is enough to refuse them all', async () => {
      for (const mixed of [
        ['127.0.0.1', '10.0.0.1'],
        ['10.0.0.1', '127.0.0.1'],
        ['127.0.0.1', '8.8.8.8', '::ffff:10.0.0.1'],
        ['2606:4700:4700::1111', '10.0.0.1'],
      ]) {
        answers = [mixed];
        const problem = { kind: 'forbidden-address', host: 'hooks.example', address: '10.0.0.1' };
        expect(await problemOf(), mixed.join()).to.deep.equal(problem);
      }
      expect(site.asked).to.deep.equal([]);
    });

    it('a host without any address is not found', async () => {
      answers = [[]];
      expect(await problemOf()).to.deep.equal({ kind: 'unresolved', host: 'hooks.example', code: 'ENOTFOUND' });
    });

    for (const [written, address] of [
      ['127.0.0.1', '127.0.0.1'],
      ['127.1', '127.0.0.1'],
      ['127.0.0.1.', '127.0.0.1'],
      ['2130706433', '127.0.0.1'],
      ['0x7f000001', '127.0.0.1'],
      ['0177.0.0.1', '127.0.0.1'],
      ['0x7f.0.0x0.01', '127.0.0.1'],
      ['１２７。０。０。１', '127.0.0.1'],
      ['%31%32%37.0.0.1', '127.0.0.1'],
      ['public.example@127.0.0.1', '127.0.0.1'],
      ['0', '0.0.0.0'],
      ['[::1]', '::1'],
      ['[::ffff:127.0.0.1]', '127.0.0.1'],
      ['[0:0:0:0:0:ffff:7f00:1]', '127.0.0.1'],
      ['[64:ff9b::7f00:1]', '127.0.0.1'],
      ['[::127.0.0.1]', '::7f00:1'],
      ['169.254.169.254', '169.254.169.254'],
      ['0xa9fea9fe', '169.254.169.254'],
    ] as const) {
      it(`the host ${written} is ${address}, whatever it looks like`, async () => {
        const found = await problemOf({ url: `http://${written}:${site.port}/`, allow: [] });
        expect(found).to.include({ kind: 'forbidden-address', address });
        expect(lookedUp).to.deep.equal([]);
      });
    }

    it('an allowed one is reached however it is written', async () => {
      for (const written of ['127.1', '2130706433', '0x7f000001', '[::ffff:127.0.0.1]']) {
        expect(await send({ url: `http://${written}:${site.port}/` }), written).to.include({ ok: true });
      }
      expect(lookedUp).to.deep.equal([]);
    });

    it('the next checked address is tried where one refuses', async () => {
      answers = [['127.0.0.3', '127.0.0.2', '127.0.0.1']];
      expect(await send()).to.include({ ok: true });
      answers = [['127.0.0.3', '127.0.0.2']];
      const problem = { kind: 'connection-failed', host: 'hooks.example', code: 'ECONNREFUSED' };
      expect(await problemOf()).to.deep.equal(problem);
    });

    it('proxies of the environment are not asked', async () => {
      const names = ['HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'NODE_USE_ENV_PROXY'];
      const before = names.map((name) => [name, process.env[name]] as const);
      await using proxy = await LoopbackSite.open();
      try {
        for (const name of names) process.env[name] = `http://127.0.0.1:${proxy.port}`;
        expect(await send()).to.include({ ok: true });
      } finally {
        for (const [name, value] of before) {
          if (value === undefined) delete process.env[name];
          else process.env[name] = value;
        }
      }
      expect(proxy.asked).to.deep.equal([]);
      expect(site.asked).to.have.length(1);
    });

    it('the system is asked where nothing else is said', async () => {
      const url = `http://localhost:${site.port}/`;
      const real = new UndiciOutbound({ alarm: time });
      const never = new StopSource().signal;
      const refused = await real.send(outboundRequest({ url, allow: [] }), never);
      expect(refused).to.have.nested.property('problem.kind', 'forbidden-address');
      expect(await real.send(outboundRequest({ url, allow: ['127.0.0.0/8', '::1'] }), never)).to.include({ ok: true });
    });
  });

  it('load what they need with the first of them, not with the program', () => {
    const module = new URL('../../../src/adapters/net/undici-outbound.js', import.meta.url).href;
    const script = `
      import { createRequire } from 'node:module';
      import { UndiciOutbound } from '${module}';
      const loaded = () => Object.keys(createRequire('${module}').cache).some((file) => file.includes('/undici/'));
      const outbound = new UndiciOutbound({ alarm: null });
      const before = loaded();
      await outbound.send({ url: '' }, { aborted: true });
      console.log(before, loaded());`;
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
    expect(stdout).to.equal('false true\n');
  });

  describe('say what they are meant to say:', () => {
    const asked = () => site.asked.map(({ headers }) => headers)[0];

    it('the host of the URL, who asks, and that nothing be compressed', async () => {
      await send({ headers: { 'Accept-Encoding': 'gzip', 'X-Kind': 'test' } });
      expect(asked()).to.deep.equal({
        host: `hooks.example:${site.port}`,
        'user-agent': 'untether',
        'x-kind': 'test',
        'accept-encoding': 'identity',
        connection: 'close',
      });
    });

    it('the name and password of the URL, unless a header says otherwise', async () => {
      const url = `http://ada:l%C3%B6ve%25%@hooks.example:${site.port}/`;
      await send({ url });
      expect(asked()?.authorization).to.equal(`Basic ${Buffer.from('ada:löve%%').toString('base64')}`);
      await send({ url, headers: { Authorization: 'Bearer x' } });
      expect(site.asked[1]?.headers.authorization).to.equal('Bearer x');
    });

    it('the length of the body, also of an empty one', async () => {
      await send({ method: 'PUT', body: Buffer.from('größer') });
      await send({ method: 'PATCH' });
      expect(site.asked.map(({ method, body, headers }) => [method, body, headers['content-length']])).to.deep.equal([
        ['PUT', 'größer', '8'],
        ['PATCH', '', '0'],
      ]);
    });

    it('no header that can’t be written, that says how the request is carried, or that comes twice', async () => {
      for (const [headers, name, why] of [
        [{ 'X Kind': '1' }, 'X Kind', 'name'],
        [{ 'X-Kind:': '1' }, 'X-Kind:', 'name'],
        [{ 'X\r\nA': '1' }, 'X\r\nA', 'name'],
        [{ '': '1' }, '', 'name'],
        [{ 'X-Kind': '→' }, 'X-Kind', 'value'],
        [{ 'X-Kind': '\x7f' }, 'X-Kind', 'value'],
        [{ Host: 'other.example' }, 'Host', 'own'],
        [{ 'Content-Length': '1' }, 'Content-Length', 'own'],
        [{ 'transfer-encoding': 'chunked' }, 'transfer-encoding', 'own'],
        [{ Connection: 'upgrade' }, 'Connection', 'own'],
        [{ TE: 'trailers' }, 'TE', 'own'],
        [{ Trailer: 'x-kind' }, 'Trailer', 'own'],
        [{ 'X-Kind': '1', 'x-kind': '2' }, 'x-kind', 'twice'],
      ] as const) {
        const problem = { kind: 'bad-header', name, why };
        expect(await problemOf({ headers: { ...headers } }), JSON.stringify(headers)).to.deep.equal(problem);
      }
      expect(site.asked).to.deep.equal([]);
    });
  });

  describe('take answers as they come:', () => {
    it('with headers of one name joined, and a body that was compressed all the same', async () => {
      const body = gzipSync('x'.repeat(100_000));
      site.answer = (response) =>
        response.writeHead(200, { 'Content-Encoding': 'gzip', 'Set-Cookie': ['a=1', 'b=2'] }).end(body);
      const result = await send();
      if (!result.ok) return expect.fail(JSON.stringify(result.problem));
      expect(result.value.headers).to.include({ 'content-encoding': 'gzip', 'set-cookie': 'a=1, b=2' });
      expect(Buffer.from(result.value.body)).to.deep.equal(body);
    });

    it('and stop reading one that has no end', async () => {
      const given = site.nextResponse();
      const problem = problemOf({ maxBytes: 100_000 });
      const response = await given;
      let written = 0;
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(10_000))) written += 10_000;
      };
      response.on('drain', more);
      more();
      expect(await problem).to.deep.equal({ kind: 'too-large', host: 'hooks.example', maxBytes: 100_000 });
      if (!response.destroyed) await once(response, 'close');
      expect(written).to.be.lessThan(50_000_000);
    });
  });

  describe('end when the time is over, whatever they wait for:', () => {
    const timeout = { kind: 'timeout', host: 'hooks.example', timeoutMs: 1_000 };

    it('a body that comes drop by drop', async () => {
      const given = site.nextResponse();
      const problem = problemOf({ timeoutMs: 1_000 });
      const response = await given;
      for (let drop = 0; drop < 3; drop++) {
        response.write('x');
        await time.advance(333);
      }
      expect(response.destroyed).to.equal(false);
      await time.advance(1);
      expect(await problem).to.deep.equal(timeout);
      if (!response.destroyed) await once(response, 'close');
    });

    it('a look-up, after which nothing is connected to', async () => {
      const found = Promise.withResolvers<readonly string[]>();
      outbound = new UndiciOutbound({ alarm: time, lookUp: () => found.promise });
      const problem = problemOf({ timeoutMs: 1_000 });
      await time.advance(1_000);
      expect(await problem).to.deep.equal(timeout);
      found.resolve(['127.0.0.1']);
      await settled();
      expect(site.asked).to.deep.equal([]);
      expect(time.pending).to.equal(0);
    });

    it('an encryption that is never agreed on', async () => {
      await using mute = await listening(() => {});
      const problem = problemOf({ url: `https://hooks.example:${mute.port}/`, timeoutMs: 1_000 });
      const [socket] = (await once(mute.server, 'connection')) as [Socket];
      await once(socket, 'data');
      await time.advance(1_000);
      expect(await problem).to.deep.equal(timeout);
    });

    it('and leave no alarm and no listener behind when they are over sooner', async () => {
      const { signal } = new AbortController();
      await send({}, signal);
      await send({ allow: [] }, signal);
      expect(time.pending).to.equal(0);
      expect(getEventListeners(signal, 'abort')).to.deep.equal([]);
    });
  });

  describe('that fail on the way say with which code:', () => {
    const failed = (code: string) => ({ kind: 'connection-failed', host: 'hooks.example', code });

    it('a connection that is closed without an answer, which is not tried again', async () => {
      site.answer = (response) => response.destroy();
      expect(await problemOf()).to.deep.equal(failed('UND_ERR_SOCKET'));
      expect(site.asked).to.have.length(1);
    });

    it('a body that breaks off', async () => {
      const given = site.nextResponse();
      const problem = problemOf();
      const response = await given;
      response.write('x', () => response.destroy());
      expect(await problem).to.deep.equal(failed('EPROTO'));
    });

    it('what is no HTTP', async () => {
      await using other = await listening((socket) => socket.end('220 mail.example ESMTP\r\n'));
      const url = `http://hooks.example:${other.port}/`;
      expect(await problemOf({ url })).to.deep.equal(failed('EPROTO'));
    });

    it('what is no TLS, though its name was asked for', async () => {
      const hellos: string[] = [];
      await using other = await listening((socket) =>
        socket.once('data', (hello) => {
          hellos.push(hello.toString('latin1'));
          socket.end('no');
        }),
      );
      for (const host of ['hooks.example', '127.0.0.1']) {
        const problem = await problemOf({ url: `https://${host}:${other.port}/` });
        expect(problem).to.include({ kind: 'connection-failed', host });
      }
      expect(hellos.map((hello) => hello.includes('hooks.example'))).to.deep.equal([true, false]);
      expect(hellos.map((hello) => hello.includes('127.0.0.1'))).to.deep.equal([false, false]);
    });
  });
});

interface Listening extends AsyncDisposable {
  readonly server: Server;
  readonly port: number;
}

async function listening(serve: (socket: Socket) => void): Promise<Listening> {
  const server = createServer((socket) => {
    socket.on('error', () => {}).resume();
    serve(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = async () => {
    server.close();
    await once(server, 'close');
  };
  return { server, port: (server.address() as AddressInfo).port, [Symbol.asyncDispose]: close };
}
