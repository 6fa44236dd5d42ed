import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect } from 'chai';
import { expectNoLeaks } from '../support/leaks.js';
import { isInstalled } from '../support/shells/shell-offers.js';
import { Rig } from './rig.js';

describe('a start of the built program', () => {
  expectNoLeaks();

  it('prints events, and nothing for people, into a pipe', async () => {
    await using rig = await Rig.open();
    const program = await rig.start();
    await rig.answer(rig.say('[[say:heard]]'), 'heard');
    program.kill('SIGTERM');
    expect(await rig.ended(program)).to.equal(0);
    expect(rig.output).to.include('"event":"program.started"').and.not.include('✓');
    for (const line of rig.output.trim().split('\n')) expect(() => JSON.parse(line), line).not.to.throw();
  });

  if (process.platform === 'linux' && isInstalled('script')) {
    it('says on a terminal in one line that it runs, as whom and with what', async () => {
      await using rig = await Rig.open();
      const command = `exec '${process.execPath}' '${rig.program}' --config '${rig.configPath}'`;
      const terminal = spawn('script', ['--quiet', '--return', '--command', command, '/dev/null'], {
        env: { PATH: process.env['PATH'], HOME: rig.directory, LANG: 'C.UTF-8' },
        stdio: ['pipe', 'pipe', 'inherit'],
      });
      terminal.stdout.on('data', (chunk: Buffer) => (rig.output += chunk.toString()));
      const ended = once(terminal, 'close');
      await rig.until('the line', () => (rig.output.includes('Ctrl-C stops it') ? true : null));
      await rig.answer(rig.say('[[say:heard]]'), 'heard');
      terminal.stdin.write('\u0003');
      expect(await ended).to.deep.equal([0, null]);
      const lines = rig.output.split(/\r?\n/).filter((line) => line.startsWith('✓'));
      expect(lines).to.have.length(1);
      expect(lines[0])
        .to.match(/^✓ Untether \S+ is running as @rig_bot with claude: write to https:\/\/t\.me\/rig_bot/)
        .and.include(rig.configPath);
      expect(rig.output).not.to.include('program.started');
    });
  }
});
