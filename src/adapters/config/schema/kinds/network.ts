import { parseIpAddress, parseIpRange } from '../../../../domain/ip-address.js';
import type { Kind } from './kind.js';
import { refined } from './kind.js';
import { text } from './text.js';

/** An address range such as `10.0.0.0/8`, or a single address. */
export function addressRange(): Kind<string> {
  return refined(text(), 'CIDR or IP address', (value) =>
    parseIpRange(value) !== null
      ? null
      : {
          message: `"${value}" is not an address range.`,
          hint: 'Write an IP address or a range such as "10.0.0.0/8" or "fd00::/8".',
        },
  );
}

/** The address of a server: `http` or `https`, a host, perhaps a path; nothing secret in it. */
export function baseUrl(): Kind<string> {
  return refined(text(), 'URL, `http` or `https`', (value) => {
    const url = URL.canParse(value) ? new URL(value) : null;
    const plain = url !== null && url.username === '' && url.password === '' && url.search === '' && url.hash === '';
    if (plain && /^https?:$/.test(url.protocol) && url.hostname !== '') return null;
    return {
      message: 'This is not the plain address of an HTTP server.',
      hint: 'Write http:// or https://, a host, and at most a path, without user name, query or fragment.',
    };
  });
}

/** A host name or address to listen on. */
export function listenHost(): Kind<string> {
  return refined(text(), 'host name or IP address', (value) =>
    parseIpAddress(value) !== null || /^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/.test(value)
      ? null
      : { message: `"${value}" is neither a host name nor an IP address.`, hint: 'Write for example "127.0.0.1".' },
  );
}
