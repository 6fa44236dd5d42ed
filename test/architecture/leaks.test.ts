import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, watch, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { expectNoLeaks, holdings, leaksSince } from '../support/leaks.js';
import { projectRoot } from './project-root.js';

const atOnce = 0;

function sleeper(): ChildProcess {
  return spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000); console.log("up")'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

function ended(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL');
  } catch {
    return true;
  }
}

async function end(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'close');
}

describe('the search for leaks', () => {
  expectNoLeaks();

  const opened: (() => void)[] = [];
  afterEach(() => {
    for (const close of opened.splice(0)) close();
  });

  it('finds nothing where nothing was left', async () => {
    expect(await leaksSince(await holdings(), new Map(), atOnce)).to.deep.equal([]);
  });

  it('finds a timer', async () => {
    const before = await holdings();
    const timer = setInterval(() => {}, 1_000);
    opened.push(() => clearInterval(timer));
    expect(await leaksSince(before, new Map(), atOnce)).to.deep.equal(['1 × Timeout']);
  });

  it('finds a server that still listens, until it is closed', async () => {
    const before = await holdings();
    const server = createServer().listen(0, '127.0.0.1');
    opened.push(() => void server.close());
    await once(server, 'listening');
    expect(await leaksSince(before, new Map(), atOnce)).to.deep.equal(['1 × TCPServerWrap']);
    server.close();
    expect(await leaksSince(before)).to.deep.equal([]);
  });

  it('finds a watcher', async () => {
    const before = await holdings();
    const watcher = watch(tmpdir());
    opened.push(() => watcher.close());
    expect(await leaksSince(before, new Map(), atOnce)).to.deep.equal(['1 × FSEventWrap']);
  });

  it('finds a child program and names it', async () => {
    const before = await holdings();
    const child = sleeper();
    opened.push(() => void child.kill('SIGKILL'));
    await once(child, 'spawn');
    const leaks = await leaksSince(before, new Map(), atOnce);
    expect(leaks.join()).to.include(`process ${child.pid}: ${process.execPath}`);
    await end(child);
    expect(await leaksSince(before)).to.deep.equal([]);
  });

  it('finds a grandchild whose parent has died', async () => {
    const before = await holdings();
    const script = `const child = require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'],
      { detached: true, stdio: 'ignore' }); child.unref(); console.log(child.pid); setInterval(() => {}, 1000);`;
    const parent = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'ignore'] });
    opened.push(() => void parent.kill('SIGKILL'));
    const [printed] = (await once(parent.stdout, 'data')) as [Buffer];
    const seen = (await holdings()).processes;
    const orphan = Number(printed.toString());
    opened.push(() => void ended(orphan));
    await end(parent);
    const leaks = (await leaksSince(before, seen, atOnce)).filter((leak) => leak.startsWith('process'));
    expect(leaks).to.have.length(1);
    expect(leaks[0]).to.include(`process ${orphan}:`);
    ended(orphan);
    expect(await leaksSince(before, seen)).to.deep.equal([]);
  });

  it('waits for what is about to end', async () => {
    const before = await holdings();
    const child = sleeper();
    opened.push(() => void child.kill('SIGKILL'));
    await once(child, 'spawn');
    child.kill('SIGKILL');
    expect(await leaksSince(before)).to.deep.equal([]);
  });
});

describe('a suite that expects no leaks', () => {
  const leaks = pathToFileURL(join(projectRoot, 'dist/test/support/leaks.js'));
  let folder = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'untether-leaks-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  /** Runs a suite of its own in a mocha of its own, which is told to leave when it is done. */
  function run(body: string) {
    const file = join(folder, 'suite.mjs');
    const imports = `import { createServer } from 'node:net';\nimport { expectNoLeaks } from '${leaks.href}';`;
    writeFileSync(file, `${imports}\ndescribe('suite', () => {\n${body}\n});\n`);
    const mocha = join(projectRoot, 'node_modules/mocha/bin/mocha.js');
    const { status, stdout } = spawnSync(process.execPath, [mocha, '--no-config', '--exit', file], {
      cwd: folder,
      encoding: 'utf8',
    });
    return { status, output: stdout };
  }

  const server = (patience = '') => `
    expectNoLeaks(${patience});
    let server;
    before((done) => { server = createServer().listen(0, '127.0.0.1', done); });
    it('a test', () => {});`;

  it('passes when its own hooks have closed everything', () => {
    const { status, output } = run(`${server()}\nafter(() => server.close());`);
    expect(output).to.include('1 passing');
    expect(status).to.equal(0);
  });

  it('fails and names what it left open', () => {
    const { status, output } = run(server(`${atOnce}`));
    expect(output).to.include('left behind by this suite').and.to.include('1 × TCPServerWrap');
    expect(status).to.not.equal(0);
  });
});
