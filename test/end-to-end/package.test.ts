import { execFile } from 'node:child_process';
import { readdir, readFile, symlink } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { FreePorts } from '../faults/free-port.js';
import { expectNoLeaks } from '../support/leaks.js';
import { LoopbackSite } from '../support/loopback-site.js';
import { temporaryDirectory } from '../support/temporary-directory.js';
import { listeningProgram } from '../support/voice/listening-program.js';
import { VOICE_NOTE } from '../support/voice/voice-note.js';
import { ADA, Rig } from './rig.js';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

interface Manifest {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
}

/** What npm would publish, unpacked into the directory, without any other package. */
async function unpackedInto(directory: string): Promise<string> {
  await run('npm', ['pack', '--silent', '--offline', '--ignore-scripts', '--pack-destination', directory], {
    cwd: ROOT,
  });
  const [archive] = await readdir(directory);
  if (archive === undefined) throw new Error('npm packed nothing');
  await run('tar', ['-xzf', archive], { cwd: directory });
  return join(directory, 'package');
}

describe('what npm publishes', () => {
  expectNoLeaks();

  it('has all that a start and an answer need', async () => {
    await using directory = await temporaryDirectory();
    await using rig = await Rig.open();
    rig.program = join(await unpackedInto(directory.path), 'bin/untether.js');
    const program = await rig.start();
    await rig.answer(rig.say('[[say:out of the box]]'), 'out of the box');
    program.kill('SIGTERM');
    expect(await rig.ended(program)).to.equal(0);
  });

  it('has what passes a post on to another address, and tells of it', async () => {
    await using directory = await temporaryDirectory();
    await using site = await LoopbackSite.open();
    await using rig = await Rig.open();
    const port = await new FreePorts().take();
    rig.program = join(await unpackedInto(directory.path), 'bin/untether.js');
    await rig.configure(
      rig.config(`[security]
outbound_allow = ["127.0.0.1"]
[triggers]
enabled = true
[triggers.server]
port = ${port}
[[triggers.webhooks]]
id = "on"
path = "/on"
auth = "none"
action = "http_forward"
forward_url = "http://127.0.0.1:${site.port}/there"
notify_on_success = true
`),
    );
    await rig.start();
    const answer = await fetch(`http://127.0.0.1:${port}/on`, { method: 'POST', body: '{"a":1}' });
    expect(answer.status).to.equal(202);
    await rig.until('what came of it', () => rig.bots().find(({ now }) => now.text.includes('answered 200')));
    expect(site.asked.map(({ method, path, body }) => [method, path, body])).to.deep.equal([
      ['POST', '/there', '{"a":1}'],
    ]);
  });

  it('has what makes WAV of a voice note', async () => {
    await using directory = await temporaryDirectory();
    await using rig = await Rig.open();
    rig.program = join(await unpackedInto(directory.path), 'bin/untether.js');
    // Beside it, as npm installs what it declares.
    await symlink(join(ROOT, 'node_modules'), join(directory.path, 'node_modules'));
    const listener = await listeningProgram(rig.directory, '[[say:heard out of the box]]');
    const keys = `voice_transcription = true\nvoice_transcription_command = ${JSON.stringify(listener.command)}`;
    await rig.configure(rig.config().replace('session_mode = "chat"', `session_mode = "chat"\n${keys}`));
    await rig.start();
    rig.server.sendFile(ADA, ADA, { file: { content: VOICE_NOTE, mime: 'audio/ogg' }, kind: 'voice' });
    await rig.until('the answer', () => rig.bots().find(({ now }) => now.text.startsWith('heard out of the box')));
    expect((await readFile(listener.got)).subarray(0, 4).toString('latin1')).to.equal('RIFF');
  });

  it('takes from other packages only what it declares', async () => {
    const { dependencies, optionalDependencies } = await manifest();
    const bundle = join(ROOT, 'dist/bundle');
    const files = (await readdir(bundle)).filter((name) => name.endsWith('.js'));
    const taken = await Promise.all(files.map(async (name) => packagesIn(await readFile(join(bundle, name), 'utf8'))));
    const outside = [...new Set(taken.flat())];
    expect(outside).to.include('koffi');
    expect(outside.filter((name) => !(name in dependencies) && !(name in optionalDependencies))).to.deep.equal([]);
  });

  it('says its version without the rest of it', async () => {
    await using directory = await temporaryDirectory();
    const program = join(await unpackedInto(directory.path), 'bin/untether.js');
    const loading = '--import=data:text/javascript,process.on("exit",()=>console.log(process.moduleLoadList.length))';
    const count = async (...args: readonly string[]) => {
      const { stdout } = await run(process.execPath, [loading, program, ...args]);
      const lines = stdout.trim().split('\n');
      return { first: lines[0], loaded: Number(lines.at(-1)) };
    };
    const { version } = await manifest();
    const said = await count('--version');
    expect(said.first).to.equal(version);
    expect(said.loaded).to.be.lessThan((await count('config', 'path')).loaded);
  });
});

async function manifest(): Promise<Manifest> {
  return JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as Manifest;
}

/** The names of the packages that a text imports. */
function packagesIn(text: string): readonly string[] {
  const imports = text.matchAll(
    /^import (?:[^'"\n]* from )?["']([^."'][^"']*)["'];$|\bimport\(["']([^."'][^"']*)["']\)/gm,
  );
  return [...imports]
    .map(([, of, at]) => of ?? at ?? '')
    .filter((name) => !isBuiltin(name))
    .map((name) =>
      name
        .split('/')
        .slice(0, name.startsWith('@') ? 2 : 1)
        .join('/'),
    );
}
