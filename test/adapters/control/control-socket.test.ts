import { once } from 'node:events';
import { mkdir, rename, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect } from 'chai';
import { ControlClient, isNobodyThere } from '../../../src/adapters/control/control-client.js';
import { ControlServer } from '../../../src/adapters/control/control-server.js';
import { socketPath } from '../../../src/adapters/control/socket-place.js';
import type { ControlApi } from '../../../src/application/ports/config/control.js';
import { vitalSigns } from '../../support/builders/health-report.js';
import { FakeJournal } from '../../support/fakes/fake-journal.js';
import { expectNoLeaks } from '../../support/leaks.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';

const desk: ControlApi = {
  reload: async (apply) =>
    apply
      ? { kind: 'applied', generation: 2, changes: ['Changed: footer'], warnings: [] }
      : { kind: 'held', generation: 1, reason: 'approve' },
  status: async () => ({ pid: 1, version: '0.0.0', signs: vitalSigns(), at: 0 }),
};

async function listening(stateDirectory: string, shortDirectory: string, answers = desk) {
  const server = await ControlServer.open({ stateDirectory, shortDirectory }, answers, new FakeJournal());
  return { [Symbol.asyncDispose]: () => server.close() };
}

async function modeOf(path: string): Promise<string> {
  return ((await stat(path)).mode & 0o777).toString(8);
}

async function refusal(client: ControlClient): Promise<unknown> {
  return client.status().then(
    () => null,
    (error: unknown) => error,
  );
}

describe('the control socket', () => {
  expectNoLeaks();

  it('takes wishes for a reload and for the status, and hands back what came of them', async () => {
    await using directory = await temporaryDirectory();
    await using _server = await listening(directory.path, directory.path);
    const client = new ControlClient(directory.path);
    expect(await client.reload(false)).to.deep.equal(await desk.reload(false));
    expect(await client.reload(true)).to.deep.equal(await desk.reload(true));
    expect(await client.status()).to.deep.equal(await desk.status());
  });

  it('is open to its owner only', async () => {
    await using directory = await temporaryDirectory();
    await using _server = await listening(directory.path, directory.path);
    const path = socketPath(directory.path);
    expect(await modeOf(path)).to.equal('600');
    expect(await modeOf(join(path, '..'))).to.equal('700');
  });

  it('takes the place of one that a crash left', async () => {
    await using directory = await temporaryDirectory();
    await mkdir(join(directory.path, 'control'));
    const left = createServer().listen(join(directory.path, 'left'));
    await once(left, 'listening');
    // A listener that closes removes only the path that it was given.
    await rename(join(directory.path, 'left'), socketPath(directory.path));
    left.close();
    await once(left, 'close');
    expect(isNobodyThere(await refusal(new ControlClient(directory.path)))).to.equal(true);
    await using _server = await listening(directory.path, directory.path);
    expect((await new ControlClient(directory.path).status()).pid).to.equal(1);
  });

  it('is found in a short place where its own path would be too long, and leaves nothing there', async () => {
    await using directory = await temporaryDirectory();
    const deep = join(directory.path, 'x'.repeat(60), 'ü'.repeat(30));
    await mkdir(deep, { recursive: true });
    let short = '';
    {
      await using _server = await listening(deep, directory.path);
      short = socketPath(deep);
      expect(short.startsWith(join(directory.path, 'untether-'))).to.equal(true);
      expect(await modeOf(join(short, '..'))).to.equal('700');
      expect((await new ControlClient(deep).status()).pid).to.equal(1);
    }
    expect(await stat(join(short, '..')).catch(() => null)).to.equal(null);
  });

  for (const [what, answer] of [
    ['no JSON', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n{'],
    ['no object', 'HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nnull'],
    ['half an answer', 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{'],
    ['no HTTP', '\0\0\0'],
    ['nothing', null],
  ] as const) {
    it(`may answer with ${what}, which is a reason to give`, async () => {
      await using directory = await temporaryDirectory();
      await mkdir(join(directory.path, 'control'));
      const server = createServer((socket) => {
        socket.on('error', () => {});
        socket.once('data', () => (answer === null ? undefined : socket.end(answer)));
      }).listen(socketPath(directory.path));
      await once(server, 'listening');
      const error = await refusal(new ControlClient(directory.path, { statusMs: 200, reloadMs: 200 }));
      expect(error).to.be.instanceOf(Error);
      expect(isNobodyThere(error)).to.equal(false);
      server.close();
      await once(server, 'close');
    });
  }

  it('is told apart from a program that is not there', async () => {
    await using directory = await temporaryDirectory();
    expect(isNobodyThere(await refusal(new ControlClient(directory.path)))).to.equal(true);
    const broken: ControlApi = { ...desk, status: () => Promise.reject(new Error('broken')) };
    await using _server = await listening(directory.path, directory.path, broken);
    expect(isNobodyThere(await refusal(new ControlClient(directory.path)))).to.equal(false);
  });
});
