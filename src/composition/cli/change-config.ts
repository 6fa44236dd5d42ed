import { text } from 'node:stream/consumers';
import type { ConfigChange, ConfigEdit } from '../../application/ports/config/config-editor.js';
import { excerpt } from '../../application/wording/text/excerpt.js';
import { configEdits, EXIT, sayLines, sayProblem } from './config-desk.js';
import type { Launch } from './launch.js';

/** Stands for a value that is read from standard input. */
const FROM_INPUT = '-';

/** `untether config set`: sets keys and takes others out, all or none. `words` are keys and values in turn. */
export async function setConfig(launch: Launch, words: readonly string[], unset: readonly string[]): Promise<number> {
  if (words.length % 2 !== 0) return sayLines([`untether: ${words.at(-1)} has no value.`]);
  const pairs = words.flatMap((key, index) => (index % 2 === 0 ? [{ key, value: words[index + 1] ?? '' }] : []));
  const asked = pairs.filter(({ value }) => value === FROM_INPUT);
  if (asked.length > 1) return sayLines(['untether: only one value can be read from standard input.']);
  const input = asked.length === 0 ? '' : (await text(process.stdin)).replace(/\r?\n$/, '');
  const typed = new Set(pairs.filter((pair) => !asked.includes(pair)).map(({ key }) => key));
  const set = pairs.map(({ key, value }): ConfigEdit => ({ key, value: typed.has(key) ? value : input }));
  const exitCode = await change(launch, [...unset.map((key) => ({ key, value: null })), ...set], (changes) => {
    const shown = changes.slice(unset.length).filter((one, index) => one.secret && typed.has(pairs[index]?.key ?? ''));
    for (const { key } of shown) sayLines(exposed(key));
  });
  return exitCode;
}

/** `untether config unset`: takes keys out of the file, all or none. */
export function unsetConfig(launch: Launch, keys: readonly string[]): Promise<number> {
  return change(
    launch,
    keys.map((key) => ({ key, value: null })),
    () => undefined,
  );
}

async function change(
  launch: Launch,
  edits: readonly ConfigEdit[],
  warn: (changes: readonly ConfigChange[]) => void,
): Promise<number> {
  const applied = await configEdits(launch).apply(edits);
  if (!applied.ok) return sayProblem(applied.problem);
  for (const one of applied.value) {
    console.log(changeLine(one));
    if (one.overriddenBy !== null)
      sayLines([`warning: ${one.overriddenBy} is set in this environment and wins over the file.`]);
  }
  warn(applied.value);
  return EXIT.fine;
}

function changeLine({ key, before, after, changed }: ConfigChange): string {
  const was = before === null ? 'not set' : excerpt(before);
  if (after === null) return `${key} is unset (was ${was})`;
  return `${key} = ${after} (${changed ? `was ${was}` : 'as it was'})`;
}

function exposed(key: string): readonly string[] {
  return [
    'warning: a secret on the command line can be seen by other users and stays in the history of the shell.',
    `  Next time let it be read from standard input: untether config set ${key} -`,
  ];
}
