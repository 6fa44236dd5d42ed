import { expect } from 'chai';
import type { Outbound, OutboundRequest } from '../../src/application/ports/http/outbound.js';
import { StopSource } from '../../src/domain/ports/stop-signal.js';
import { outboundRequest } from '../support/builders/outbound-request.js';
import type { FakeTime } from '../support/fakes/fake-time.js';

/** What a server of the contract does with its next request. */
export type SiteAnswer =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string }
  | 'silence';

/** A way out, and a server at 127.0.0.1 that can be reached over it. */
export interface OutboundBench {
  readonly outbound: Outbound;
  readonly time: FakeTime;
  /** `http://127.0.0.1:<port>` */
  readonly base: string;
  /** Sets what the server does from now on. */
  answer(answer: SiteAnswer): void;
  /** What reached the server. */
  asked(): readonly { readonly method: string; readonly path: string; readonly body: string }[];
  /** Resolves when the server has got so many requests. */
  reached(requests: number): Promise<void>;
}

/** What every way out promises. */
export function describeOutbound(name: string, make: () => Promise<OutboundBench>): void {
  describe(`${name} as the way out`, () => {
    let bench: OutboundBench;
    const send = (change: Partial<OutboundRequest> = {}, stop = new StopSource().signal) =>
      bench.outbound.send(outboundRequest({ url: `${bench.base}/`, ...change }), stop);

    beforeEach(async () => {
      bench = await make();
    });

    it('makes the request and gives the answer', async () => {
      bench.answer({ status: 201, headers: { 'x-kind': 'test' }, body: 'größer' });
      const body = new TextEncoder().encode('{"a":1}');
      const url = `${bench.base}/hooks/a%20b?token=x&n=1#part`;
      const result = await send({ method: 'POST', url, headers: { 'Content-Type': 'application/json' }, body });
      expect(bench.asked()).to.deep.equal([{ method: 'POST', path: '/hooks/a%20b?token=x&n=1', body: '{"a":1}' }]);
      if (!result.ok) return expect.fail(JSON.stringify(result.problem));
      expect(result.value.status).to.equal(201);
      expect(result.value.headers).to.include({ 'x-kind': 'test' });
      expect(new TextDecoder().decode(result.value.body)).to.equal('größer');
    });

    for (const status of [204, 301, 307, 404, 503]) {
      it(`takes ${status} for an answer, and asks nobody else`, async () => {
        bench.answer({ status, headers: { location: `${bench.base}/elsewhere` } });
        const result = await send();
        expect(result.ok && result.value.status).to.equal(status);
        expect(bench.asked()).to.have.length(1);
      });
    }

    it('reaches no address that is neither public nor allowed', async () => {
      const problem = { kind: 'forbidden-address', host: '127.0.0.1', address: '127.0.0.1' };
      for (const allow of [[], ['10.0.0.0/8'], ['127.0.0.2'], ['127.0.1.0/24']]) {
        expect(await send({ allow })).to.deep.equal({ ok: false, problem });
      }
      expect(bench.asked()).to.deep.equal([]);
    });

    it('reaches an address that is allowed alone', async () => {
      expect(await send({ allow: ['127.0.0.1'] })).to.include({ ok: true });
    });

    it('says that a host is not found', async () => {
      const problem = { kind: 'unresolved', host: 'nowhere.invalid', code: 'ENOTFOUND' };
      expect(await send({ url: 'http://nowhere.invalid/?token=x' })).to.deep.equal({ ok: false, problem });
    });

    it('refuses what is no URL, or of another kind', async () => {
      for (const url of ['', 'hooks', 'http://', 'http://a b/', 'http://1.2.3.4.5/', 'http://[::1%25eth0]/']) {
        expect(await send({ url }), url).to.deep.equal({ ok: false, problem: { kind: 'bad-url' } });
      }
      for (const [url, scheme] of [
        ['file:///etc/passwd', 'file'],
        ['ftp://127.0.0.1/', 'ftp'],
        ['javascript:0', 'javascript'],
        ['unix:/run/docker.sock', 'unix'],
      ] as const) {
        expect(await send({ url }), url).to.deep.equal({ ok: false, problem: { kind: 'unsupported-scheme', scheme } });
      }
    });

    it('refuses a header that would end its line', async () => {
      for (const value of ['a\r\nx-more: 1', 'a\nb', 'a\rb', 'a\0b']) {
        const problem = { kind: 'bad-header', name: 'X-Kind', why: 'value' };
        expect(await send({ headers: { 'X-Kind': value } })).to.deep.equal({ ok: false, problem });
      }
      expect(bench.asked()).to.deep.equal([]);
    });

    it('takes an answer as long as it may be, and no longer', async () => {
      bench.answer({ status: 200, body: 'x'.repeat(100) });
      expect(await send({ maxBytes: 100 })).to.include({ ok: true });
      const problem = { kind: 'too-large', host: '127.0.0.1', maxBytes: 99 };
      const unread = await send({ maxBytes: null });
      expect(unread.ok && [unread.value.status, unread.value.body.length]).to.deep.equal([200, 0]);
      expect(await send({ maxBytes: 99 })).to.deep.equal({ ok: false, problem });
    });

    it('gives up when the time is over, and not before', async () => {
      bench.answer('silence');
      let over = false;
      const sending = send({ timeoutMs: 1_000 }).finally(() => (over = true));
      await bench.reached(1);
      await bench.time.advance(999);
      expect(over).to.equal(false);
      await bench.time.advance(1);
      const problem = { kind: 'timeout', host: '127.0.0.1', timeoutMs: 1_000 };
      expect(await sending).to.deep.equal({ ok: false, problem });
    });

    it('stops when told to, also before it began', async () => {
      bench.answer('silence');
      const stop = new StopSource();
      const sending = send({}, stop.signal);
      await bench.reached(1);
      stop.stop();
      expect(await sending).to.deep.equal({ ok: false, problem: { kind: 'aborted' } });
      expect(await send({}, stop.signal)).to.deep.equal({ ok: false, problem: { kind: 'aborted' } });
      expect(bench.asked()).to.have.length(1);
    });
  });
}
