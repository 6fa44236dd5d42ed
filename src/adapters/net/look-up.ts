import { lookup } from 'node:dns/promises';

/** Gives every address of a host, of both families, in the order to be tried; rejects with a `code` if it has none. */
export type LookUp = (host: string) => Promise<readonly string[]>;

/** What the machine itself says about a host, by getaddrinfo(3). */
export const systemLookUp: LookUp = async (host) => {
  const found = await lookup(host, { all: true, order: 'verbatim' });
  return found.map(({ address }) => address);
};
