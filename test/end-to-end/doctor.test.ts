import { chmod, readdir } from 'node:fs/promises';
import { expect } from 'chai';
import { expectNoLeaks } from '../support/leaks.js';
import { Rig } from './rig.js';

describe('untether doctor', () => {
  expectNoLeaks();

  /** Runs it to its end: what it printed and its exit code. */
  async function doctor(rig: Rig, ...args: string[]): Promise<{ readonly code: unknown; readonly text: string }> {
    const child = rig.launch('doctor', ...args, '--config', rig.configPath);
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (text += chunk.toString()));
    const code = await new Promise((resolve) => child.once('close', resolve));
    return { code, text };
  }

  it('finds a healthy set-up healthy, and leaves nothing behind', async () => {
    await using rig = await Rig.open();
    const before = await readdir(rig.directory);
    const { code, text } = await doctor(rig);
    expect(text).to.include('✓ telegram: the token is @rig_bot’s');
    expect(text).to.include('✓ chat 7: ').and.include('✓ project p: ').and.include('✓ state directory: ');
    expect(text).to.match(/✓ engine claude: version /);
    expect(text).to.match(/· other agents: .*amp/);
    expect(text).to.include('· program: not running');
    expect(text).to.include('✓ clock: right').and.include('✓ node: v24');
    expect(code).to.equal(0);
    expect(await readdir(rig.directory)).to.deep.equal(before);
  });

  it('sees the running program', async () => {
    await using rig = await Rig.open();
    const program = await rig.start();
    expect((await doctor(rig)).text)
      .to.include(`✓ program: running, version`)
      .and.include(`process ${program.pid}`);
  });

  it('names what is missing and how to fix it, for programs too', async () => {
    await using rig = await Rig.open();
    rig.engine = '/nowhere/claude';
    await rig.configure(rig.config('[projects.gone]\npath = "gone"\n').replaceAll('end-to-end', 'wrong'));
    await chmod(rig.configPath, 0o644);
    const { code, text } = await doctor(rig, '--json');
    expect(code).to.equal(1);
    const { ok, findings } = JSON.parse(text);
    expect(ok).to.equal(false);
    const bad = findings.filter(({ grade }: { grade: string }) => grade === 'error' || grade === 'warning');
    expect(bad.map(({ check }: { check: string }) => check)).to.include.members([
      'configuration',
      'telegram',
      'project gone',
      'engine claude',
    ]);
    for (const { hint } of bad) expect(hint).to.be.a('string');
    expect(text).to.not.include('token-of-nobody');
  });

  it('does without a network when it is asked to', async () => {
    await using rig = await Rig.open();
    await rig.server.stop();
    const { code, text } = await doctor(rig, '--offline');
    expect(text).to.not.include('telegram:');
    expect(code).to.equal(0);
    expect((await doctor(rig)).text).to.include('✗ telegram: can’t be reached');
  });

  it('says where a file is wrong that can’t be used', async () => {
    await using rig = await Rig.open();
    await rig.configure('default_engine = 7\n');
    const { code, text } = await doctor(rig);
    expect(text).to.match(/✗ configuration: .*untether\.toml:1/);
    expect(code).to.equal(1);
  });

  it('fixes with --fix what others may open, and says so', async () => {
    await using rig = await Rig.open();
    await chmod(rig.configPath, 0o644);
    expect((await doctor(rig)).text).to.include('· file mode: ');
    expect((await doctor(rig, '--fix')).text).to.include(`Fixed: only you may open ${rig.configPath} now.`);
    expect((await doctor(rig)).text).not.to.include('file mode');
  });
});
