import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { temporaryDirectory } from '../../support/temporary-directory.js';

describe('a program whose log nobody reads any more', () => {
  it('goes on with its work', async () => {
    await using directory = await temporaryDirectory();
    const witness = `${directory.path}/witness`;
    const program = fileURLToPath(new URL('talking.program.js', import.meta.url));
    const child = spawn(process.execPath, [program, witness], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [first] = (await once(child.stdout, 'data')) as [Buffer];
    expect(first.toString('utf8')).to.match(/^{"level":"info".*"event":"talk"}\n/);
    child.stdout.destroy();
    expect(await once(child, 'exit')).to.deep.equal([0, null]);
    expect(readFileSync(witness, 'utf8')).to.equal('alive');
  });
});
