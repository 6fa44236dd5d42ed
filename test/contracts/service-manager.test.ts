import { join } from 'node:path';
import { expect } from 'chai';
import { SystemdServiceManager } from '../../src/adapters/service/systemd-service-manager.js';
import type { ServiceState } from '../../src/application/ports/system/service-manager.js';
import { FakeJournal } from '../support/fakes/fake-journal.js';
import { FakeServiceManager } from '../support/fakes/fake-service-manager.js';
import { expectNoLeaks } from '../support/leaks.js';
import { type Notification, NotifySocket } from '../support/service/notify-socket.js';
import { temporaryDirectory } from '../support/temporary-directory.js';
import { describeServiceManager, type ServiceManagerBench } from './service-manager.contract.js';

describeServiceManager('the fake', async () => {
  const manager = new FakeServiceManager(true);
  manager.watchdogMs = 30_000;
  return { manager, heard: () => manager.told };
});

describe('over a real socket', () => {
  expectNoLeaks();
  const clean = new AsyncDisposableStack();
  after(() => clean.disposeAsync());

  describeServiceManager('systemd, by a path', async () =>
    bench(join(clean.use(await temporaryDirectory()).path, 's')),
  );
  describeServiceManager('systemd, by an abstract name', async () => bench(`@untether-test-${process.pid}-${next++}`));
  describeServiceManager('systemd, by the program systemd-notify', async () =>
    bench(join(clean.use(await temporaryDirectory()).path, 's'), noKoffi),
  );

  it('sends from the process itself, so that NotifyAccess=main holds', async () => {
    const socket = clean.use(await NotifySocket.open(`@untether-test-${process.pid}-own`));
    const manager = managerOf(socket.address);
    manager.tell({ kind: 'ready' });
    expect((await socket.until(() => socket.received[0])).pid).to.equal(process.pid);
  });

  it('gives the time of a reload by the clock that systemd compares it with', async () => {
    const socket = clean.use(await NotifySocket.open(`@untether-test-${process.pid}-clock`));
    const manager = managerOf(socket.address);
    const before = process.hrtime.bigint() / 1_000n;
    manager.tell({ kind: 'reloading' });
    const lines = await socket.until(() => socket.received[0]?.lines);
    expect(lines[0]).to.equal('RELOADING=1');
    const told = BigInt(lines[1]?.replace('MONOTONIC_USEC=', '') ?? '');
    expect(told >= before && told <= process.hrtime.bigint() / 1_000n).to.equal(true);
  });

  it('lets no status smuggle in another line', async () => {
    const socket = clean.use(await NotifySocket.open(`@untether-test-${process.pid}-line`));
    managerOf(socket.address).tell({ kind: 'status', line: 'deaf:\nSTOPPING=1\r\nx' });
    expect(await socket.until(() => socket.received[0]?.lines)).to.deep.equal(['STATUS=deaf: STOPPING=1 x']);
  });

  it('never waits for a socket that nobody reads, and says once that it could not be reached', async () => {
    const journal = new FakeJournal();
    const socket = await NotifySocket.open(`@untether-test-${process.pid}-gone`);
    const manager = managerOf(socket.address, journal);
    await socket[Symbol.asyncDispose]();
    for (let n = 0; n < 5_000; n++) manager.tell({ kind: 'alive' });
    await manager.settle();
    expect(journal.facts.map(({ name, level }) => [name, level])).to.deep.equal([['service.unreachable', 'warn']]);
  });

  it('says once that it has to use a program, and what that needs', async () => {
    const journal = new FakeJournal();
    const socket = clean.use(await NotifySocket.open(`@untether-test-${process.pid}-program`));
    const manager = managerOf(socket.address, journal, noKoffi);
    manager.tell({ kind: 'ready' });
    manager.tell({ kind: 'alive' });
    await manager.settle();
    await socket.until(() => socket.received.length === 2);
    expect(journal.facts.map(({ name, data }) => [name, data?.['needs']])).to.deep.equal([
      ['service.sends-by-program', 'NotifyAccess=all'],
    ]);
  });

  async function bench(address: string, native?: () => Promise<never>): Promise<ServiceManagerBench> {
    const socket = clean.use(await NotifySocket.open(address));
    const manager = managerOf(address, new FakeJournal(), native);
    const settle = manager.settle.bind(manager);
    let calls = 0;
    const tell = manager.tell.bind(manager);
    const counted = Object.assign(manager, {
      tell: (...states: readonly ServiceState[]) => {
        calls += states.length === 0 ? 0 : 1;
        tell(...states);
      },
      settle: async () => {
        await settle();
        await socket.until(() => socket.received.length === calls);
      },
    });
    return { manager: counted, heard: () => socket.received.map(statesOf) };
  }
});

let next = 0;
const noKoffi = () => Promise.reject(new Error('Cannot find package koffi'));

function managerOf(address: string, journal = new FakeJournal(), native?: () => Promise<never>): SystemdServiceManager {
  const environment = { ...process.env, NOTIFY_SOCKET: address, WATCHDOG_USEC: '30000000' };
  const origin = { environment, pid: process.pid, parentPid: 1, onTerminal: false };
  return new SystemdServiceManager({ origin, journal, ...(native === undefined ? {} : { native }) });
}

/** Reads a datagram back, independently of how it was written. */
function statesOf({ lines }: Notification): readonly ServiceState[] {
  return lines.flatMap((line): readonly ServiceState[] => {
    const [name, value = ''] = line.split(/=(.*)/s);
    if (name === 'READY') return [{ kind: 'ready' }];
    if (name === 'RELOADING') return [{ kind: 'reloading' }];
    if (name === 'STOPPING') return [{ kind: 'stopping' }];
    if (name === 'WATCHDOG') return [{ kind: 'alive' }];
    if (name === 'EXTEND_TIMEOUT_USEC') return [{ kind: 'more-time', ms: Number(value) / 1_000 }];
    if (name === 'STATUS') return [{ kind: 'status', line: value }];
    return [];
  });
}
