import { UndiciOutbound } from '../../../src/adapters/net/undici-outbound.js';
import { outboundRequest } from '../../support/builders/outbound-request.js';
import { FakeTime } from '../../support/fakes/fake-time.js';
import { LoopbackSite } from '../../support/loopback-site.js';
import { type Attempt, heldUnless, type Scene, type Target } from '../attempt.js';
import { scene } from '../scene.js';

/** What a name server says can't be arranged for the whole program: here its way out is asked by itself. */
export function resolvedNames(): Scene {
  class Resolver implements Target {
    readonly site: LoopbackSite;
    constructor(site: LoopbackSite) {
      this.site = site;
    }
    trouble(): Promise<null> {
      return Promise.resolve(null);
    }
    [Symbol.asyncDispose](): Promise<void> {
      return this.site[Symbol.asyncDispose]();
    }
  }
  const cases: readonly (readonly [string, readonly (readonly string[])[]])[] = [
    ['public at the first look-up, this machine at the second', [['203.0.113.77'], ['127.0.0.1']]],
    ['this machine at the first look-up, public at the second', [['127.0.0.1'], ['8.8.8.8']]],
    ['a public address and this machine', [['8.8.8.8', '127.0.0.1']]],
    ['this machine and a public address', [['127.0.0.1', '8.8.8.8']]],
    ['this machine in the form of IPv6 beside a public one', [['8.8.8.8', '::ffff:127.0.0.1']]],
    ['nothing', [[]]],
    ['a name in place of an address', [['localhost']]],
    ['an address with a zone', [['fe80::1%lo']]],
    ['this machine behind NAT64', [['64:ff9b::7f00:1']]],
    ['one that is allowed and one that is not', [['127.0.0.9', '127.0.0.1']]],
  ];
  return scene<Resolver>({
    area: 'outbound guard',
    quick: 1,
    open: async () => new Resolver(await LoopbackSite.open()),
    attempts: cases.map(
      ([name, answers]): Attempt<Resolver> => ({
        name: `a name that resolves to ${name} (in-process)`,
        expected: 'refused before anything is connected to',
        run: async ({ site }) => {
          let asked = 0;
          const lookUp = async () => answers[Math.min(asked++, answers.length - 1)] ?? [];
          const way = new UndiciOutbound({ alarm: new FakeTime(), lookUp });
          const request = outboundRequest({ url: `http://rebound.example:${site.port}/`, allow: ['127.0.0.9/32'] });
          const outcome = await way.send(request, new AbortController().signal);
          return heldUnless(
            (outcome.ok || site.asked.length > 0 || asked > 1) && `reached: ${JSON.stringify(outcome)}`,
          );
        },
      }),
    ),
  });
}
