import { UndiciOutbound } from '../../src/adapters/net/undici-outbound.js';
import { bodyText } from '../support/builders/outbound-request.js';
import { FakeOutbound } from '../support/fakes/fake-outbound.js';
import { FakeTime, settled } from '../support/fakes/fake-time.js';
import { expectNoLeaks } from '../support/leaks.js';
import { LoopbackSite } from '../support/loopback-site.js';
import { describeOutbound, type SiteAnswer } from './outbound.contract.js';

describeOutbound('the fake', async () => {
  const time = new FakeTime();
  const outbound = new FakeOutbound(time);
  let answer: SiteAnswer = { status: 200 };
  outbound.serve(
    '127.0.0.1',
    () => (answer === 'silence' ? answer : { ...answer, body: new TextEncoder().encode(answer.body ?? '') }),
    '127.0.0.1',
  );
  return {
    outbound,
    time,
    base: 'http://127.0.0.1:8080',
    answer: (given) => {
      answer = given;
    },
    asked: () =>
      outbound.sent.map(({ method, url, body }) => {
        const { pathname, search } = new URL(url);
        return { method, path: pathname + search, body: bodyText(body) };
      }),
    reached: settled,
  };
});

describe('over sockets', () => {
  expectNoLeaks();
  const clean = new AsyncDisposableStack();
  after(() => clean.disposeAsync());

  describeOutbound('undici', async () => {
    const site = clean.use(await LoopbackSite.open());
    const time = new FakeTime();
    const lookUp = async (host: string) => {
      throw Object.assign(new Error(host), { code: 'ENOTFOUND' });
    };
    return {
      outbound: new UndiciOutbound({ alarm: time, lookUp }),
      time,
      base: `http://127.0.0.1:${site.port}`,
      answer: (given) => {
        site.answer = (response) =>
          given === 'silence' ? null : response.writeHead(given.status, given.headers).end(given.body);
      },
      asked: () => site.asked.map(({ method = '', path = '', body }) => ({ method, path, body })),
      reached: (requests) => site.reached(requests),
    };
  });
});
