import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import { isIP } from 'node:net';

/** The names that the hosts file of every machine knows; the dot at the end says that nothing is put behind it. */
const LOOPBACK = /^localhost\.?$/i;

/** Everything by which Node asks somebody for a name or an address. */
type Question = (name: string, ...rest: unknown[]) => unknown;

/** The names that were asked for and lead off this machine; none of them reached a name server. */
export const askedNames: string[] = [];

/**
 * From now on no name but `localhost` is looked up in this process: every other is not found, at once and without a name
 * server being asked. Addresses are taken as they are.
 */
export function answerOnlyLoopback(): void {
  for (const owner of [dns, dns.promises]) {
    for (const [key, original] of Object.entries(owner)) {
      if (/^(?:lookup|resolve|reverse)/.test(key)) replace(owner, key, key === 'lookup' ? original : null);
    }
  }
  syncBuiltinESMExports();
}

function replace(owner: object, key: string, original: unknown): void {
  const answer: Question = (name, ...rest) => {
    if (typeof original === 'function' && LOOPBACK.test(name))
      return Reflect.apply(original, owner, ['localhost', ...rest]);
    if (typeof original === 'function' && isIP(name) !== 0) return Reflect.apply(original, owner, [name, ...rest]);
    askedNames.push(name);
    const error = Object.assign(new Error(`getaddrinfo ENOTFOUND ${name}`), { code: 'ENOTFOUND', hostname: name });
    const callback = rest.at(-1);
    if (typeof callback !== 'function') return Promise.reject(error);
    process.nextTick(() => callback(error));
    return undefined;
  };
  Object.defineProperty(owner, key, { configurable: true, writable: true, value: answer });
}
