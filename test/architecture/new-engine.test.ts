import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { COMPARISON, LIST, NEW_ENGINE, withNewEngine } from './new-engine.js';
import { projectRoot } from './project-root.js';

const MANIFEST = 'src/adapters/engines/acme/manifest.ts';
const LEAST = '[transports.telegram]\nbot_token = "1:x"\nchat_id = 1\nallowed_user_ids = [7]\n';

describe('a new engine', () => {
  let root = '';
  let writes = 0;
  const put = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    // The compiler looks at times only, and clocks may be coarse.
    const later = Date.now() / 1_000 + 60 * ++writes;
    utimesSync(join(root, path), later, later);
  };
  const run = (...args: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      cwd: root,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], HOME: root, NO_COLOR: '1' },
    });
    return { status, output: stdout + stderr };
  };
  const build = () => run('node_modules/typescript/bin/tsc', '-b', 'src/composition', '--pretty', 'false');
  const untether = (...args: readonly string[]) =>
    run('dist/src/composition/cli.js', ...args, '--config', 'untether.toml');
  const checked = (more: string, top = '') => {
    writeFileSync(join(root, 'untether.toml'), top + LEAST + more, { mode: 0o600 });
    return untether('config', 'check');
  };

  before(() => {
    root = mkdtempSync(join(tmpdir(), 'untether-engine-'));
    for (const path of ['tsconfig.base.json', 'package.json', 'src']) {
      cpSync(join(projectRoot, path), join(root, path), { recursive: true });
    }
    symlinkSync(join(projectRoot, 'node_modules'), join(root, 'node_modules'));
    for (const [path, text] of Object.entries(NEW_ENGINE)) put(path, text);
    put(LIST, withNewEngine(readFileSync(join(projectRoot, LIST), 'utf8')));
  });
  after(() => rmSync(root, { recursive: true }));

  for (const [what, left] of [
    ["a mode's permission", "    free: 'unlimited',\n"],
    ['what no mode amounts to where a person can be asked', "    attended: 'work',\n"],
    ['what no mode amounts to where nobody can', "    unattended: 'look',\n"],
  ] as const) {
    it(`doesn’t compile without ${what}`, () => {
      expect(NEW_ENGINE[MANIFEST]).to.include(left);
      put(MANIFEST, NEW_ENGINE[MANIFEST].replace(left, ''));
      const { status, output } = build();
      expect(status, output).to.not.equal(0);
      const name = /\w+/.exec(left)?.[0];
      expect(output).to.match(new RegExp(`^src/adapters/engines/acme/manifest\\.ts\\(\\d+,\\d+\\): .*'${name}'`, 'm'));
    });
  }

  it('doesn’t compile with a permission of a mode that it has not', () => {
    put(MANIFEST, NEW_ENGINE[MANIFEST].replace("'free'],", '],'));
    expect(build().output).to.match(/acme\/manifest\.ts.*'free'/);
  });

  it('takes the files that the page about it names', () => {
    const page = readFileSync(join(projectRoot, 'docs/how-to/add-an-engine.md'), 'utf8');
    const named = [...page.matchAll(/^\d+\. `([^`]+)`/gm)].map(([, path]) => path);
    expect(named).to.have.members([...Object.keys(NEW_ENGINE), LIST]);
    for (const [path] of page.matchAll(/(?<=`)(?:src|test)\/[^`]*(?=`)/g)) {
      if (!path.includes('acme')) expect(existsSync(join(projectRoot, path)), path).to.equal(true);
    }
  });

  it('is its folder and its place in the list: everything else asks its manifest', () => {
    put(MANIFEST, NEW_ENGINE[MANIFEST]);
    expect(build()).to.deep.equal({ status: 0, output: '' });
    expect(untether('start', '--help').output).to.include('"acme"');
    expect(checked('', 'default_engine = "acme"\n').status).to.equal(0);
    expect(checked('[acme]\nregion = "moon"\nturbo = false\npermission_mode = "look"\n').status).to.equal(0);
    expect(checked('[acme]\npermission_mode = "fre"\n').output).to.include('Did you mean "free"?');
    expect(checked('[acme]\nextra_args = ["--talk=x"]\n').output).to.include('--talk is set by Untether itself');
    expect(checked('[acme]\nturbo = "yes"\n').output).to.include('acme.turbo');
    expect(
      checked('[[triggers.crons]]\nid = "c"\nschedule = "@daily"\nprompt = "x"\nengine = "acme"\n').status,
    ).to.equal(0);
    const doctor = untether('doctor', '--offline').output;
    expect(doctor).to.include('engine acme').and.include('npm install -g @acme.example/agent');
    const compared = run('--input-type=module', '--eval', COMPARISON).output;
    expect(JSON.parse(compared)).to.deep.equal({
      freed: ['acme.permission_mode'],
      narrowed: [],
      unset: ['acme.permission_mode'],
      turbo: ['acme.turbo'],
      moved: ['acme.region'],
      guarded: ['.acme/key.json', '.acme/**'],
    });
    console.log(
      `      an engine: ${Object.keys(NEW_ENGINE).length} files in its folder, its import and its name in ${LIST}`,
    );
  });
});
