import { mkdir, open, readFile, stat, writeFile } from 'node:fs/promises';
import { expect } from 'chai';
import { temporaryDirectory } from '../support/temporary-directory.js';
import { DemoFiles } from './demo-files.js';

describe('the files of the demonstration', () => {
  it('keep every change, however close together they are made, each saved in one piece', async () => {
    await using directory = await temporaryDirectory();
    const files = new DemoFiles(directory.path);
    await mkdir(files.project);
    await writeFile(files.configPath, '[triggers]\nenabled = true\n', { mode: 0o600 });
    await using reader = await open(files.configPath);
    const made = await Promise.all([
      files.break(),
      files.schedule('once', new Date('2030-01-02T03:04:05.678Z')),
      files.break(),
      files.schedule('daily', '0 9 * * *'),
      files.repair(),
    ]);
    expect(made).to.deep.equal([true, true, false, true, true]);
    const text = await readFile(files.configPath, 'utf8');
    expect(text).to.include('at = 2030-01-02T03:04:06Z').and.include('schedule = "0 9 * * *"');
    expect(text).to.not.include('max_actions');
    expect(await reader.readFile('utf8'), 'never written in place').to.equal('[triggers]\nenabled = true\n');
    expect((await stat(files.configPath)).mode & 0o777).to.equal(0o600);
  });
});
