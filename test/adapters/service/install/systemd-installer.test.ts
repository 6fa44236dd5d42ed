import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { SystemdInstaller } from '../../../../src/adapters/service/install/systemd-installer.js';
import { projectRoot } from '../../../architecture/project-root.js';
import { temporaryDirectory } from '../../../support/temporary-directory.js';

const SHIPPED = readFileSync(join(projectRoot, 'contrib/untether.service'), 'utf8');
const FAKE = join(projectRoot, 'test/support/service/fake-systemctl.sh');

describe('the service of systemd', () => {
  let place: Awaited<ReturnType<typeof temporaryDirectory>>;
  const directory = () => place.path;

  beforeEach(async () => {
    place = await temporaryDirectory();
  });

  afterEach(() => place[Symbol.asyncDispose]());

  /** A user whose systemctl and loginctl are played. */
  function stage(played: Readonly<Record<string, string>> = {}) {
    const home = join(directory(), 'Ada Löw $HOME 100%');
    const tools = join(directory(), 'tools');
    mkdirSync(home, { recursive: true });
    mkdirSync(tools, { recursive: true });
    for (const name of ['systemctl', 'loginctl'])
      if (!existsSync(join(tools, name))) symlinkSync(FAKE, join(tools, name));
    const log = join(directory(), 'asked');
    const unit = join(home, '.config/systemd/user/untether.service');
    const environment = { PATH: `${tools}:/usr/bin:/bin`, FAKE_LOG: log, FAKE_UNIT: unit, ...played };
    const installer = new SystemdInstaller({
      ...{ home, user: 'ada', uid: 4242, environment, shipped: () => SHIPPED },
      notifiesItself: async () => false,
    });
    const order = {
      program: join(home, 'lib/untether.js'),
      node: process.execPath,
      config: join(home, '.untether/untether "1".toml'),
      path: `${home}/bin:/usr/bin`,
    };
    const asked = () => readFileSync(log, 'utf8').trim().split('\n');
    return { installer, order, unit, asked, home };
  }

  it('writes real paths, enables and starts it, and says that it ends with the login', async () => {
    const { installer, order, unit, asked, home } = stage();
    const installed = await installer.install(order);
    expect(installed).to.deep.include({ ok: true });
    expect(installed.ok && installed.value).to.deep.equal({
      ...{ keeper: 'systemd', file: unit, keptBefore: null, state: 'running', lingers: false, sandboxed: true },
    });
    const text = readFileSync(unit, 'utf8');
    const inUnit = home.replaceAll('%', '%%');
    const inCommand = inUnit.replaceAll('$', '$$$$');
    expect(text).to.include(
      `ExecStart="${process.execPath}" "${inCommand}/lib/untether.js" --config "${inCommand}/.untether/untether \\"1\\".toml"`,
    );
    expect(text).to.include(`Environment="PATH=${inUnit}/bin:/usr/bin"`).and.to.include('NotifyAccess=all');
    expect(text).not.to.include('%h/untether');
    expect(asked()).to.include.members([
      'systemctl --user enable untether.service',
      'systemctl --user restart --no-block untether.service',
    ]);
  });

  it('writes a unit that systemd-analyze finds nothing wrong with', async () => {
    const { installer, order, unit, home } = stage();
    mkdirSync(join(home, 'lib'));
    writeFileSync(order.program, '');
    await installer.install(order);
    const environment = { ...process.env, XDG_RUNTIME_DIR: directory() };
    const verified = await promisify(execFile)('systemd-analyze', ['--user', '--man=no', 'verify', unit], {
      env: environment,
    }).catch((error) => error);
    if (verified.code === 'ENOENT') return;
    // A version that does not know notify-reload keeps the line above it, and says so.
    expect(
      String(verified.stderr).replace(/^.*Failed to parse service type, ignoring: notify-reload\n/gm, ''),
    ).to.equal('');
  });

  it('is an update when it is installed again, and keeps a file that said something else', async () => {
    const { installer, order, unit } = stage();
    await installer.install(order);
    const first = readFileSync(unit, 'utf8');
    const again = await installer.install(order);
    expect(again.ok && again.value.keptBefore).to.equal(null);
    writeFileSync(unit, 'mine');
    const third = await installer.install(order);
    expect(third.ok && third.value.keptBefore).to.equal(`${unit}.bak`);
    expect(readFileSync(`${unit}.bak`, 'utf8')).to.equal('mine');
    expect(readFileSync(unit, 'utf8')).to.equal(first);
  });

  it('does without the sandbox where the system gives users none, and says so', async () => {
    const { installer, order, unit } = stage({ FAKE_NO_NAMESPACE: 'yes' });
    const installed = await installer.install(order);
    expect(installed.ok && installed.value).to.include({ sandboxed: false, keptBefore: null, state: 'running' });
    const text = readFileSync(unit, 'utf8');
    expect(text).not.to.match(/^(?:Private|Protect)/m);
    expect(text).to.include('NoNewPrivileges=yes').and.to.include('SystemCallFilter=');
  });

  it('says why where there is no manager, where it refuses, and where the program does not stay', async () => {
    const away = await stage({ FAKE_AWAY: 'yes' });
    expect(await away.installer.install(away.order)).to.deep.equal({
      ok: false,
      problem: {
        ...{ kind: 'not-answering', keeper: 'systemd', user: 'ada' },
        reason: 'Failed to connect to bus: No medium found',
      },
    });
    expect(existsSync(away.unit)).to.equal(false);
    const none = stage({ PATH: '/nowhere' });
    expect(await none.installer.install(none.order))
      .to.deep.include({ ok: false })
      .and.to.have.nested.property('problem.kind', 'no-keeper');
    const refusing = stage({ FAKE_REFUSES: 'enable' });
    expect(await refusing.installer.install(refusing.order)).to.have.nested.property('problem.reason', 'Access denied');
    const ending = stage({ FAKE_STATE: 'failed' });
    expect(await ending.installer.install(ending.order)).to.have.nested.property('problem.kind', 'ends-at-once');
    const odd = stage();
    expect(await odd.installer.install({ ...odd.order, config: '/a\nExecStart=/bin/evil' })).to.have.nested.property(
      'problem.kind',
      'odd-path',
    );
  });

  it('leaves the file of before as it was where the new one can’t be written', async () => {
    if (process.getuid?.() === 0) return;
    const { installer, order, unit } = stage();
    await installer.install(order);
    const before = readFileSync(unit, 'utf8');
    chmodSync(join(unit, '..'), 0o500);
    expect(await installer.install({ ...order, path: '/bin' })).to.have.nested.property('problem.kind', 'not-written');
    chmodSync(join(unit, '..'), 0o700);
    expect(readFileSync(unit, 'utf8')).to.equal(before);
  });

  it('tells how it is, and takes it away again', async () => {
    const { installer, order, unit, asked } = stage();
    const before = await installer.status();
    expect(before.ok && before.value.installed).to.equal(false);
    await installer.install(order);
    const status = await installer.status();
    expect(status.ok && status.value).to.include({
      installed: true,
      enabled: true,
      state: 'running',
      pid: 4711,
      detail: 'hearing',
    });
    expect(await installer.remove()).to.deep.equal({ ok: true, value: { file: unit, wasThere: true } });
    expect(existsSync(unit)).to.equal(false);
    expect(asked()).to.include('systemctl --user disable --now untether.service');
    expect(await installer.remove()).to.have.nested.property('value.wasThere', false);
  });
});
