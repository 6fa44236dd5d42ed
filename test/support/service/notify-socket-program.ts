import koffi from 'koffi';

/**
 * Binds the datagram socket that `argv[2]` names (with a leading `@`: an abstract one) as a service manager does, and prints
 * what arrives: one line of JSON each, with the process that sent it. The first line says that the socket is there.
 */
const [AF_UNIX, SOCK_DGRAM, SOL_SOCKET, SO_PASSCRED, SCM_CREDENTIALS] = [1, 2, 1, 16, 2];
const LONGEST = 65_536;
const CONTROL = 256;

const libc = koffi.load(null);
const socket = libc.func('int socket(int domain, int type, int protocol)');
const bind = libc.func('int bind(int fd, const void *address, uint32_t length)');
const setsockopt = libc.func('int setsockopt(int fd, int level, int name, const void *value, uint32_t length)');
const recvmsg = libc.func('long recvmsg(int fd, void *message, int flags)');
const close = libc.func('int close(int fd)');

const address = sockaddr(process.argv[2] ?? '');
const fd = checked('socket', Number(socket(AF_UNIX, SOCK_DGRAM, 0)));
checked('setsockopt', Number(setsockopt(fd, SOL_SOCKET, SO_PASSCRED, Buffer.from([1, 0, 0, 0]), 4)));
checked('bind', Number(bind(fd, address, address.length)));
console.log('{}');
for (;;) console.log(JSON.stringify(receive()));

/** Waits for one datagram: recvmsg(2) with a `msghdr` made by hand. */
function receive(): { text: string; pid: number | null } {
  const text = koffi.alloc('uint8_t', LONGEST);
  const control = koffi.alloc('uint8_t', CONTROL);
  const iov = koffi.alloc('uint64_t', 2);
  const message = koffi.alloc('uint64_t', 7);
  new BigUint64Array(koffi.view(iov, 16)).set([koffi.address(text), BigInt(LONGEST)]);
  new BigUint64Array(koffi.view(message, 56)).set([
    0n,
    0n,
    koffi.address(iov),
    1n,
    koffi.address(control),
    BigInt(CONTROL),
    0n,
  ]);
  const length = checked('recvmsg', Number(recvmsg(fd, message, 0)));
  const controlLength = Number(new BigUint64Array(koffi.view(message, 56))[5] ?? 0n);
  const received = {
    text: Buffer.from(koffi.view(text, length)).toString(),
    pid: sender(koffi.view(control, controlLength)),
  };
  for (const pointer of [text, control, iov, message]) koffi.free(pointer);
  return received;
}

/** The process that the kernel names in the control messages (unix(7)); descriptors that came along are let go. */
function sender(control: ArrayBuffer): number | null {
  const view = new DataView(control);
  let pid: number | null = null;
  for (let at = 0; at + 16 <= control.byteLength; ) {
    const length = Number(view.getBigUint64(at, true));
    const type = view.getInt32(at + 12, true);
    if (type === SCM_CREDENTIALS) pid = view.getInt32(at + 16, true);
    else for (let one = at + 16; one < at + length; one += 4) close(view.getInt32(one, true));
    at += (length + 7) & ~7;
  }
  return pid;
}

/** A `sockaddr_un`: the family, then the path with a NUL behind it, or a NUL before it for an abstract name. */
function sockaddr(name: string): Buffer {
  const path = name.startsWith('@') ? `\0${name.slice(1)}` : `${name}\0`;
  return Buffer.concat([Buffer.from([AF_UNIX, 0]), Buffer.from(path)]);
}

function checked(call: string, outcome: number): number {
  if (outcome < 0) throw new Error(`${call} failed: ${koffi.errno()}`);
  return outcome;
}
