import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { projectRoot } from './project-root.js';
import { identifierName, parseTypeScript } from './syntax-tree.js';

const program = 'bin/untether.js';

/** What Node 12 can't read, or what would be imported before the program has looked at the version. */
const tooNew =
  /^(?:ImportDeclaration|OptionalChainingExpression|PrivateName|ClassProperty|StaticBlock|ClassDeclaration)$/;

function preload(version: string): string {
  const versions = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } })`;
  return `--import=data:text/javascript,${encodeURIComponent(versions)}`;
}

describe('the program', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'untether-bin-'));
    cpSync(join(projectRoot, program), join(folder, program));
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function start(...args: string[]) {
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
    return { status, stdout, stderr };
  }

  function build(cli: string): void {
    mkdirSync(join(folder, 'dist/bundle'), { recursive: true });
    writeFileSync(join(folder, 'dist/bundle/untether.js'), cli);
  }

  for (const version of ['12.22.12', '18.20.8', '20.20.2', '23.11.1']) {
    it(`says in one line what it needs on Node ${version}, before it loads anything`, () => {
      build('console.log("loaded");');
      const { status, stdout, stderr } = start(preload(version), program);
      expect(stderr)
        .to.match(/^untether: needs Node 24 or newer.*\n$/)
        .and.to.include(version);
      expect({ status, stdout }).to.deep.equal({ status: 1, stdout: '' });
    });
  }

  for (const version of ['24.0.0', '26.1.0', '100.0.0']) {
    it(`starts on Node ${version} and hands on its arguments`, () => {
      build('console.log(process.argv.slice(2).join());');
      expect(start(preload(version), program, 'config', 'check')).to.deep.equal({
        status: 0,
        stdout: 'config,check\n',
        stderr: '',
      });
    });
  }

  it('says that it has to be built when it is not', () => {
    const { status, stderr } = start(program);
    expect(stderr).to.match(/^untether: .*npm run build.*\n$/);
    expect(status).to.equal(1);
  });

  it('shows what went wrong, and never blames the build, when what it loads fails', () => {
    build("import './missing.js';");
    const { status, stderr } = start(program);
    expect(stderr).to.include('missing.js').and.to.not.include('npm run build');
    expect(status).to.equal(1);
  });

  it('keeps the exit code that the command line sets', () => {
    build('process.exitCode = 3;');
    expect(start(program).status).to.equal(3);
  });

  it('is written so that Node 12 can read it', () => {
    const { nodes } = parseTypeScript(readFileSync(join(projectRoot, program), 'utf8').replace(/^#!.*/, ''));
    const refused = nodes.filter(
      ({ node }) => tooNew.test(node.type) || ['??', '??=', '||=', '&&='].includes(String(node['operator'])),
    );
    expect(refused.map(({ node, line }) => `${line}: ${node.type}`)).to.deep.equal([]);
    expect(nodes.some(({ node }) => identifierName(node) === 'process')).to.equal(true);
  });

  it('is what package.json installs under the name untether', () => {
    const manifest = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as { bin: unknown };
    expect(manifest.bin).to.deep.equal({ untether: program });
  });
});

describe('the check of Node before a build', () => {
  function check(...args: string[]) {
    return spawnSync(process.execPath, [...args, '.ci/require-node.cjs'], { cwd: projectRoot, encoding: 'utf8' });
  }

  it('passes on the Node that is needed', () => {
    expect(check()).to.include({ status: 0, stderr: '' });
  });

  it('names the remedy on an older one', () => {
    const { status, stderr } = check(preload('20.20.2'));
    expect(stderr).to.include('npm rebuild node');
    expect(status).to.equal(1);
  });
});
