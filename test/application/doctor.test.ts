import { expect } from 'chai';
import { CLAUDE } from '../../src/adapters/engines/claude/manifest.js';
import { PI } from '../../src/adapters/engines/pi/manifest.js';
import { type ExaminationTools, examine, type RunningProgram } from '../../src/application/health/examine.js';
import { repairFindings } from '../../src/application/health/repair-findings.js';
import type { ProbeProblem } from '../../src/application/ports/chat/bot-probe.js';
import type { Reading } from '../../src/application/ports/config/config-source.js';
import type { ServiceStatus } from '../../src/application/ports/service-installer.js';
import type { AppConfig } from '../../src/application/values/app-config.js';
import { findingLines } from '../../src/application/wording/health/finding-text.js';
import type { EngineCatalog } from '../../src/domain/engine/engine.js';
import { fail, ok } from '../../src/domain/result.js';
import { reading } from '../support/app.js';
import { appConfig, type ConfigChange } from '../support/builders/app-config.js';
import { cronOf } from '../support/builders/cron.js';
import { webhook } from '../support/builders/webhook.js';
import { FakeEngine } from '../support/fakes/fake-engine.js';
import { FakeEngineTools } from '../support/fakes/fake-engine-tools.js';

const FILE = '/config/untether.toml';

/** A machine on which all is well. */
class Machine {
  readonly used = new FakeEngine('fake');
  readonly spare = new FakeEngine('spare');
  readonly tools = new FakeEngineTools();
  readonly directories = new Set<string>();
  writeProblem: string | null = null;
  /** By path. */
  readonly looseParents = new Map<string, readonly string[]>();
  botProblem: ProbeProblem | null = null;
  readonly hiddenChats = new Set<number>();
  running: RunningProgram | null = null;
  isRoot = false;
  clockAheadMs = 0;
  webhook: string | null = null;
  otherPoller = false;
  freeBytes = 10 ** 12;
  openFile = false;
  git: string | null = '/usr/bin/git';
  service: ServiceStatus | null = null;

  look(offline = false): ExaminationTools {
    const all = [this.used, this.spare];
    const engines: EngineCatalog = {
      ids: ['fake', 'spare'],
      engines: all,
      find: (id) => {
        const engine = all.find((one) => one.id === id);
        return engine === undefined ? fail({ kind: 'other', message: id }) : ok(engine);
      },
    };
    const bot = {
      me: async () =>
        this.botProblem === null
          ? ok({ username: 'fake_bot', readsGroups: false, clockAheadMs: this.clockAheadMs })
          : fail(this.botProblem),
      webhook: async () => ok(this.webhook),
      removeWebhook: async () => {
        this.webhook = null;
        return ok(null);
      },
      isPolledElsewhere: async () => this.otherPoller,
      chat: async (id: number) =>
        this.hiddenChats.has(id) ? fail({ kind: 'refused' as const, reason: 'chat not found' }) : ok(null),
    };
    return {
      disk: {
        writeProblem: async () => this.writeProblem,
        isDirectory: async (path) => this.directories.has(path),
        looseParents: async (path) => this.looseParents.get(path) ?? [],
        freeBytes: async () => this.freeBytes,
        isOpenToOthers: async () => this.openFile,
        close: async () => {
          this.openFile = false;
        },
      },
      nodeVersion: 'v24.0.0',
      findProgram: async () => this.git,
      service: async () => this.service,
      botOf: offline ? null : () => bot,
      enginesOf: (_config: AppConfig) => ({ engines, tools: this.tools }),
      ownUser: 'ada',
      runningIn: async () => this.running,
      isRoot: this.isRoot,
    };
  }
}

/** The findings of a grade, as `check: detail`. */
async function found(machine: Machine, grade: string, change: ConfigChange = {}, offline = false) {
  const findings = await examine(FILE, reading(appConfig(change)), machine.look(offline));
  return findings.filter((one) => one.grade === grade).map(({ check, detail }) => `${check}: ${detail}`);
}

describe('the doctor', () => {
  it('finds nothing wrong where all is well', async () => {
    const machine = new Machine();
    machine.tools.accounts.set('fake', 'logged-in');
    expect(await found(machine, 'error')).to.deep.equal([]);
    expect(await found(machine, 'warning')).to.deep.equal([]);
    expect(await found(machine, 'ok')).to.include.members([
      'telegram: the token is @fake_bot’s',
      'chat 7: the bot can see it',
      'state directory: /state can be written',
      'engine fake: version 1.0.0, /usr/bin/fake, logged in',
    ]);
    machine.running = { detail: 'running, process 12', lastTurnedAway: null };
    expect(await found(machine, 'ok')).to.include('program: running, process 12');
  });

  it('looks no further than a file that is not usable', async () => {
    const problem = {
      severity: 'error',
      file: FILE,
      line: 3,
      column: 1,
      key: 'a',
      message: 'Bad.',
      hint: 'Mend.',
    } as const;
    const bad: Reading = { ok: false, problems: [problem], digest: null };
    const lines = findingLines(await examine(FILE, bad, new Machine().look()));
    expect(lines).to.deep.equal(['✗ configuration: /config/untether.toml:3 a — Bad.', '    Mend.']);
  });

  it('takes what is missing for an error only where it is needed', async () => {
    const machine = new Machine();
    machine.used.installed = false;
    machine.spare.installed = false;
    expect(await found(machine, 'error')).to.deep.equal(['engine fake: not installed']);
    expect(await found(machine, 'note')).to.include('other agents: not installed: spare');
    const findings = await examine(FILE, reading(appConfig()), machine.look());
    expect(findings.find(({ check }) => check === 'engine fake')?.hint).to.equal('Install it: install fake');
  });

  it('tells who is not logged in, and which programs do not start', async () => {
    const machine = new Machine();
    machine.tools.accounts.set('fake', 'logged-out');
    machine.tools.accounts.set('spare', 'logged-out');
    expect(await found(machine, 'error')).to.deep.equal(['engine fake: version 1.0.0, /usr/bin/fake, not logged in']);
    expect(await found(machine, 'note')).to.include('other agents: installed: spare');
    machine.used.version = null;
    expect(await found(machine, 'error')).to.deep.equal(['engine fake: /usr/bin/fake does not say its version']);
  });

  it('tells a refused token from a network that is away, and leaves it out when it is asked to', async () => {
    const machine = new Machine();
    machine.botProblem = { kind: 'refused', reason: 'Unauthorized' };
    expect(await found(machine, 'error')).to.deep.equal(['telegram: the token was refused: Unauthorized']);
    machine.botProblem = { kind: 'unreachable', reason: 'ENOTFOUND' };
    expect(await found(machine, 'error')).to.deep.equal(['telegram: can’t be reached: ENOTFOUND']);
    expect(await found(machine, 'error', {}, true)).to.deep.equal([]);
    machine.botProblem = null;
    machine.hiddenChats.add(7);
    expect(await found(machine, 'error')).to.deep.equal(['chat 7: the bot can’t see it: chat not found']);
  });

  it('warns of directories above the file and the state that others could replace them in', async () => {
    const machine = new Machine();
    machine.looseParents.set(FILE, ['everybody may write to /srv']);
    machine.looseParents.set('/state', ['everybody may write to /srv', '/home/bob belongs to another user (uid 7)']);
    expect(await found(machine, 'warning')).to.include.members([
      'directories: everybody may write to /srv',
      'directories: /home/bob belongs to another user (uid 7)',
    ]);
    expect((await found(machine, 'warning')).filter((one) => one.startsWith('directories'))).to.have.length(2);
  });

  it('looks at the disk: state and projects', async () => {
    const machine = new Machine();
    machine.writeProblem = 'read-only file system';
    const web = { alias: 'web', name: 'web', path: '/p/web', worktreesDirectory: '/p/web/.worktrees' };
    const projects = [{ ...web, worktreeBase: null, defaultEngine: null, chatId: null }];
    expect(await found(machine, 'error', { projects })).to.deep.equal([
      'state directory: /state: read-only file system',
      'project web: there is no directory /p/web',
    ]);
    machine.directories.add('/p/web');
    expect(await found(machine, 'ok', { projects })).to.include('project web: /p/web');
  });

  it('says which engines run as the same user, and which lift every limit', async () => {
    const machine = new Machine();
    expect((await found(machine, 'note')).join()).to.include('user of fake: runs as the same user');
    machine.used.program = '/home/ada/bin/untether-fake@agents';
    expect(await found(machine, 'ok')).to.include('user of fake: runs as agents, Untether as ada');
    machine.used.program = '/home/ada/bin/untether-fake@ada';
    expect((await found(machine, 'note')).join()).to.include('user of fake: runs as the same user');
    machine.spare.manifest = PI;
    const unset = (await found(machine, 'note', { defaultEngine: 'spare' })).join();
    expect(unset).to.include('permissions spare: no permission_mode is set, which lifts every limit');
    const engine = { command: null, model: null, permissionMode: 'read-only', extraArgs: [], extra: {} };
    const narrow = (await found(machine, 'note', { defaultEngine: 'spare', engines: { spare: engine } })).join();
    expect(narrow).not.to.include('permissions spare');
    machine.spare.manifest = CLAUDE;
    const lifted = { ...engine, permissionMode: 'plan', extra: { dangerously_skip_permissions: true } };
    const wide = (await found(machine, 'note', { defaultEngine: 'spare', engines: { spare: lifted } })).join();
    expect(wide).to.include('permissions spare: dangerously_skip_permissions = true lifts every limit');
  });

  it('says which triggers lift every limit, whichever way they come by their engine', async () => {
    const machine = new Machine();
    machine.spare.manifest = CLAUDE;
    const web = { alias: 'web', name: 'web', path: '/p/web', worktreesDirectory: '/p/web/.worktrees' };
    const projects = [{ ...web, worktreeBase: null, defaultEngine: 'spare', chatId: null }];
    const free = { permissionMode: 'bypassPermissions' };
    const crons = [
      cronOf('own', { ...free, engine: 'spare', project: null }),
      cronOf('tame', { permissionMode: 'plan' }),
    ];
    const webhooks = [
      webhook({ ...free, id: 'projects', project: 'Web' }),
      webhook({ ...free, id: 'off', engine: 'spare', enabled: false }),
      webhook({ ...free, id: 'mute', engine: 'spare', action: 'notify_only' }),
    ];
    const notes = await found(machine, 'note', { projects, triggers: { crons, webhooks } });
    expect(notes.filter((one) => one.startsWith('permissions'))).to.deep.equal([
      'permissions cron:own: permission_mode "bypassPermissions" lifts every limit',
      'permissions webhook:projects: permission_mode "bypassPermissions" lifts every limit',
    ]);
  });

  it('finds what keeps people from being heard: a webhook, another program, a wrong clock', async () => {
    const machine = new Machine();
    machine.webhook = 'hooks.example';
    expect(await found(machine, 'error')).to.deep.equal([
      'updates: what people write is sent to a webhook at hooks.example, and does not arrive here',
    ]);
    machine.webhook = null;
    machine.otherPoller = true;
    expect((await found(machine, 'error')).join()).to.include('updates: another program polls with this token');
    machine.running = { detail: 'running', lastTurnedAway: null };
    expect(await found(machine, 'error')).to.deep.equal([]);
    machine.clockAheadMs = -90_000;
    expect(await found(machine, 'warning')).to.deep.equal(['clock: this machine’s clock is 90 s behind']);
    expect(await found(machine, 'note', { telegram: { chatId: -5 } })).to.include(
      'groups: in groups the bot sees only commands, mentions and replies to it',
    );
  });

  it('looks at the machine: space, git, and the service', async () => {
    const machine = new Machine();
    expect(await found(machine, 'ok')).to.include.members(['node: v24.0.0', 'git: /usr/bin/git', 'clock: right']);
    machine.freeBytes = 1_000_000;
    expect(await found(machine, 'error')).to.deep.equal(['disk: only 1.0 MB free where the state is']);
    machine.freeBytes = 500_000_000;
    machine.git = null;
    expect(await found(machine, 'warning')).to.deep.equal(['disk: only 500 MB free where the state is']);
    expect(await found(machine, 'note')).to.include('git: not installed');
    machine.freeBytes = 10 ** 12;
    const service = { keeper: 'systemd', file: '/u', installed: true, enabled: true, pid: 1, detail: null } as const;
    machine.service = { ...service, state: 'running', lingers: false };
    expect(await found(machine, 'warning')).to.deep.equal(['service: it ends when you log out']);
    machine.service = { ...service, state: 'failed', lingers: true, pid: null };
    expect(await found(machine, 'error')).to.deep.equal(['service: /u is installed, but does not run']);
  });

  it('fixes what can be fixed, tells each, and touches nothing else', async () => {
    const machine = new Machine();
    machine.webhook = 'hooks.example';
    machine.openFile = true;
    const look = machine.look();
    const findings = await examine(FILE, reading(appConfig()), look);
    const bot = look.botOf?.(appConfig());
    if (bot === undefined) throw new Error('no bot');
    expect(await repairFindings(findings, { disk: look.disk, bot })).to.deep.equal([
      'Fixed: only you may open /config/untether.toml now.',
      'Fixed: the webhook is gone.',
    ]);
    expect([machine.openFile, machine.webhook]).to.deep.equal([false, null]);
    const clean = await examine(FILE, reading(appConfig()), look);
    expect(await repairFindings(clean, { disk: look.disk, bot })).to.deep.equal([
      'Nothing here can be fixed by itself.',
    ]);
    const refusing = { removeWebhook: async () => fail({ kind: 'unreachable' as const, reason: 'ENOTFOUND' }) };
    expect((await repairFindings(findings, { disk: look.disk, bot: refusing })).at(-1)).to.equal(
      'Not fixed: updates: ENOTFOUND',
    );
  });
});
