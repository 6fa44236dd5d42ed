import { getSystemErrorName } from 'node:util';
import type { NotifySender } from './notify-sender.js';

/** Values of Linux, the same on every machine that it runs on here: socket(2), send(2). */
const [AF_UNIX, SOCK_DGRAM_CLOEXEC, MSG_DONTWAIT_NOSIGNAL] = [1, 0o2000002, 0x4040];
/** A path has to fit into a `sockaddr_un` (unix(7)), with a NUL behind it. */
const LONGEST_ADDRESS = 107;

/**
 * Sends from this very process, so that a unit can trust the main process alone: sendto(2), called through koffi, because
 * Node knows no datagram sockets of this kind. Unlike sd_notify(3) it never waits for a receiver that does not read, which
 * would stop our event loop. Rejects where koffi is missing or can't call the system.
 */
export async function nativeSender(address: string): Promise<NotifySender> {
  const sockaddr = sockaddrOf(address);
  const { default: koffi } = await import('koffi');
  const libc = koffi.load(null);
  const socket = libc.func('int socket(int domain, int type, int protocol)');
  const sendto = libc.func(
    'intptr_t sendto(int fd, const void *text, size_t length, int flags, const void *to, uint32_t toLength)',
  );
  const checked = (call: string, outcome: number): number => {
    if (outcome < 0) throw new Error(`${call}: ${getSystemErrorName(-koffi.errno())}`);
    return outcome;
  };
  const descriptor = checked('socket', Number(socket(AF_UNIX, SOCK_DGRAM_CLOEXEC, 0)));
  return {
    async send(text) {
      const bytes = Buffer.from(text);
      const sent = sendto(descriptor, bytes, bytes.length, MSG_DONTWAIT_NOSIGNAL, sockaddr, sockaddr.length);
      checked('sendto', Number(sent));
    },
  };
}

/** A `sockaddr_un`: a path with a NUL behind it, or, for an abstract name, with a NUL in the place of its `@`. */
function sockaddrOf(address: string): Buffer {
  if (process.platform !== 'linux') throw new Error(`not known on ${process.platform}`);
  if (!/^[/@]./.test(address)) throw new Error('neither a path nor an abstract name');
  const name = address.startsWith('@') ? `\0${address.slice(1)}` : `${address}\0`;
  // Typed arrays are in the byte order of the machine, as the kernel wants it.
  const family = new Uint8Array(new Uint16Array([AF_UNIX]).buffer);
  const bytes = Buffer.from(name);
  if (bytes.length > LONGEST_ADDRESS + 1) throw new Error('the address is too long');
  return Buffer.concat([family, bytes]);
}
