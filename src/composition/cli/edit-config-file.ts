import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline/promises';
import { problemLines } from '../../adapters/config/report/check-report.js';
import { DraftFile } from '../../adapters/system/draft-file.js';
import { Secret } from '../../domain/secret.js';
import { configSource, stateWithoutConfig } from './config-access.js';
import { configText, EXIT, sayLines, sayProblem } from './config-desk.js';
import { configFile, type Launch } from './launch.js';

/**
 * `untether config edit`: opens a copy in the editor, and writes it back only once it is without errors. What was checked is what
 * is written, whatever becomes of the copy in between; a copy that is refused and not discarded stays, and it is said where.
 */
export async function editConfigFile(launch: Launch): Promise<number> {
  const file = configText(launch);
  const before = await file.read();
  if (!before.ok) return sayProblem(before.problem);
  const draft = await DraftFile.create(await stateDirectory(launch), 'untether.toml', before.value.text);
  const outcome = await edited(launch, draft);
  if (outcome === 'kept') return sayLines(['Nothing was written.', keptAt(draft)]);
  if (outcome === 'discarded') {
    await draft.discard();
    return sayLines(['Nothing was written.']);
  }
  const { text } = outcome;
  if (text === before.value.text) {
    await draft.discard();
    console.log('Nothing was changed.');
    return EXIT.fine;
  }
  const written = await file.write(text, before.value.digest);
  if (!written.ok) {
    sayProblem(written.problem);
    return sayLines([keptAt(draft)]);
  }
  await draft.discard();
  console.log(`${configFile(launch)} is saved.`);
  return EXIT.fine;
}

function keptAt({ path }: DraftFile): string {
  return `  What you wrote is in ${path}, which only your user can read. Delete it when you no longer need it.`;
}

/** As the file says it, or as far as can be told from one that is wrong. */
async function stateDirectory(launch: Launch): Promise<string> {
  const reading = await configSource(launch).read({ lenient: true });
  return reading.ok ? reading.config.stateDirectory : stateWithoutConfig(launch);
}

/** What the person made of the draft, once it is without errors; else whether it was given up. */
async function edited(launch: Launch, draft: DraftFile): Promise<{ readonly text: string } | 'discarded' | 'kept'> {
  for (;;) {
    if (!(await openEditor(launch, draft.path))) return 'discarded';
    const text = await draft.read();
    if (text === null) {
      sayLines(['untether: the editor left no ordinary file behind.']);
      return 'discarded';
    }
    const reading = await configSource(launch).readText(new Secret(text));
    const problems = reading.ok ? reading.warnings : reading.problems;
    if (problems.length > 0) sayLines(problems.flatMap(problemLines));
    if (reading.ok) return { text };
    const wish = await askWhatNext();
    if (wish !== 'edit') return wish;
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

/** Where nobody can answer, what was written is kept. */
async function askWhatNext(): Promise<'edit' | 'discarded' | 'kept'> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const closed = new Promise<null>((done) => terminal.once('close', () => done(null)));
  const answer = await Promise.race([
    terminal.question('Edit it again (e), keep what you wrote for later (k), or discard it (d)? [e] '),
    closed,
  ]);
  terminal.close();
  if (answer === null || /^\s*k/i.test(answer)) return 'kept';
  return /^\s*d/i.test(answer) ? 'discarded' : 'edit';
}
