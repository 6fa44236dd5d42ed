import { type Attempt, broke, HELD, heldUnless, type Scene } from '../attempt.js';
import { scene } from '../scene.js';
import { ADDRESSES, HEADERS, URLS } from './forbidden-targets.js';
import { ForwardStage } from './forward-stage.js';
import { resolvedNames } from './resolved-names.js';

/** Where a webhook may pass on what it was sent. */
export function outbound(): readonly Scene[] {
  const urls = [
    ...ADDRESSES.map((address) => `http://${address.includes(':') ? `[${address}]` : address}:PORT/`),
    ...URLS,
  ];
  return [
    scene<ForwardStage>({
      area: 'outbound guard',
      open: () => ForwardStage.open({ urls }),
      attempts: urls.map(
        (url, n): Attempt<ForwardStage> => ({
          name: url.replace(':PORT', ''),
          expected: 'refused, and nothing is reached',
          run: async (stage) => {
            if (stage.refusedAtLoad.has(n)) return HELD;
            const reached = stage.site.asked.length;
            const told = await stage.forward(n);
            if (stage.site.asked.length > reached) return broke('reached what listens on this machine');
            return heldUnless(!/outbound_allow|not valid|Only http|no host/.test(told) && told);
          },
        }),
      ),
    }),
    scene<ForwardStage>({
      area: 'outbound guard',
      open: () =>
        ForwardStage.open({ urls: HEADERS.map(() => 'http://127.0.0.1:PORT/'), headers: HEADERS, allow: '127.0.0.1' }),
      attempts: HEADERS.map(
        ([name, value], n): Attempt<ForwardStage> => ({
          name: `header ${JSON.stringify(name)}: ${JSON.stringify(value)}`,
          expected: 'refused, or sent so that it means nothing else',
          run: async (stage) => {
            if (stage.refusedAtLoad.has(n)) return HELD;
            const reached = stage.site.asked.length;
            await stage.forward(n);
            const asked = stage.site.asked[reached];
            return heldUnless(asked !== undefined && `sent: ${JSON.stringify(asked.headers)}`);
          },
        }),
      ),
    }),
    scene<ForwardStage>({
      area: 'outbound guard',
      open: () =>
        ForwardStage.open({
          urls: [
            'http://127.0.0.1:PORT/',
            'http://[::ffff:127.0.0.1]:PORT/',
            'http://127.0.0.2:PORT/',
            'http://[::1]:PORT/',
          ],
          allow: '127.0.0.1',
        }),
      attempts: [
        reaching('an address that is allowed (must be reached)', 0, true),
        reaching('the same in the form of IPv6 (must be reached)', 1, true),
        reaching('its neighbour', 2, false),
        reaching('the address of IPv6 for the same machine', 3, false),
        {
          name: 'a redirect to another address',
          expected: 'not followed',
          run: async (stage) => {
            const reached = stage.site.asked.length;
            stage.site.answer = (response) => response.writeHead(307, { location: '/elsewhere' }).end();
            await stage.forward(0);
            stage.site.answer = (response) => response.end();
            return heldUnless(stage.site.asked.slice(reached).some(({ path }) => path === '/elsewhere') && 'followed');
          },
        },
        {
          name: 'an endless answer',
          expected: 'the memory stays below 400 MB and it is given up',
          run: async (stage) => {
            stage.site.answer = (response) => {
              const timer = setInterval(() => response.write(Buffer.alloc(1_000_000)), 5);
              response.on('close', () => clearInterval(timer));
            };
            const told = stage.forward(0);
            const most = await stage.mostMemory(told);
            stage.site.answer = (response) => response.end();
            return heldUnless(most > 400 && `${most} MB`);
          },
        },
      ],
    }),
    resolvedNames(),
  ];
}

function reaching(name: string, n: number, must: boolean): Attempt<ForwardStage> {
  return {
    name,
    expected: must ? 'reached' : 'refused',
    run: async (stage) => {
      if (stage.refusedAtLoad.has(n)) return must ? broke('refused at load') : HELD;
      const reached = stage.site.asked.length;
      const told = await stage.forward(n);
      return stage.site.asked.length > reached === must ? HELD : broke(told);
    },
  };
}
