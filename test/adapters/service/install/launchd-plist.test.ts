import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { launchdPlist } from '../../../../src/adapters/service/install/launchd-plist.js';
import { projectRoot } from '../../../architecture/project-root.js';
import { temporaryDirectory } from '../../../support/temporary-directory.js';

const SHIPPED = readFileSync(join(projectRoot, 'contrib/dev.untether.bridge.plist'), 'utf8');

describe('the launch agent', () => {
  let place: Awaited<ReturnType<typeof temporaryDirectory>>;
  const directory = () => place.path;

  beforeEach(async () => {
    place = await temporaryDirectory();
  });

  afterEach(() => place[Symbol.asyncDispose]());

  it('has real paths, whatever is in them, and is a property list', async () => {
    const home = '/Users/Ada & <Löw> $&';
    const text = launchdPlist(
      SHIPPED,
      { program: `${home}/untether.js`, node: '/opt/node', config: `${home}/u.toml`, path: `${home}/bin:/bin` },
      { home, log: `${home}/Library/Logs/untether.log` },
    );
    expect(text).not.to.include('/Users/ada');
    expect(text).to.include('<string>/Users/Ada &amp; &lt;Löw&gt; $&amp;/untether.js</string>');
    const file = join(directory(), 'agent.plist');
    writeFileSync(file, text);
    // Through the binary form and back: only a whole property list gets there.
    const binary = join(directory(), 'agent.bin');
    const made = await promisify(execFile)('plistutil', ['-i', file, '-o', binary]).catch((error) => error);
    if (made.code === 'ENOENT') return;
    const { stdout } = await promisify(execFile)('plistutil', ['-i', binary]);
    const read = [...stdout.matchAll(/<string>(.*)<\/string>/g)].map(([, value]) => value);
    const written = [...text.matchAll(/<string>(.*)<\/string>/g)].map(([, value]) => value);
    expect(read).to.have.members(written).and.to.include('dev.untether.bridge');
  });
});
