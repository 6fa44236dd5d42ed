import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { problemLines } from '../../adapters/config/check-report.js';
import { Secret } from '../../domain/secret.js';
import { configFile, configSource, type Launch } from '../launch.js';
import { configText, EXIT, sayLines, sayProblem } from './config-desk.js';

/** `untether config edit`: opens a copy in the editor, and writes it back only once it is without errors. */
export async function editConfigFile(launch: Launch): Promise<number> {
  const file = configText(launch);
  const before = await file.read();
  if (!before.ok) return sayProblem(before.problem);
  const directory = await mkdtemp(join(tmpdir(), 'untether-'));
  const copy = join(directory, 'untether.toml');
  await writeFile(copy, before.value.text, { mode: 0o600 });
  const text = await edited(launch, copy);
  if (text === null || text === before.value.text) {
    await rm(directory, { recursive: true, force: true });
    if (text === null) return sayLines(['Nothing was written.']);
    console.log('Nothing was changed.');
    return EXIT.fine;
  }
  const written = await file.write(text, before.value.digest);
  if (!written.ok) {
    sayProblem(written.problem);
    return sayLines([`  What you wrote is in ${copy}.`]);
  }
  await rm(directory, { recursive: true, force: true });
  console.log(`${configFile(launch)} is saved.`);
  return EXIT.fine;
}

/** What the person made of the copy, once it is without errors; `null` if it was given up. */
async function edited(launch: Launch, copy: string): Promise<string | null> {
  for (;;) {
    if (!(await openEditor(launch, copy))) return null;
    const text = await readFile(copy, 'utf8');
    const reading = await configSource(launch).readText(new Secret(text));
    const problems = reading.ok ? reading.warnings : reading.problems;
    if (problems.length > 0) sayLines(problems.flatMap(problemLines));
    if (reading.ok) return text;
    if (!(await wantsToGoOn())) return null;
  }
}

/** Runs the editor as a shell would, since the variable may hold arguments; whether it ended well. */
async function openEditor({ environment }: Launch, copy: string): Promise<boolean> {
  const editor = environment['VISUAL'] || environment['EDITOR'] || 'vi';
  const child = spawn('/bin/sh', ['-c', `${editor} "$1"`, 'sh', copy], { stdio: 'inherit' });
  const code = await new Promise<number | null>((done) => child.on('close', done));
  if (code !== 0) sayLines([`untether: the editor (${editor}) ended with ${code ?? 'a signal'}.`]);
  return code === 0;
}

/** Where nobody can answer, the answer is no. */
async function wantsToGoOn(): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const closed = new Promise<string>((done) => terminal.once('close', () => done('d')));
  const answer = await Promise.race([
    terminal.question('Edit it again (e), or discard what you wrote (d)? [e] '),
    closed,
  ]);
  terminal.close();
  return !/^\s*d/i.test(answer);
}
