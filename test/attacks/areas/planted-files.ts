import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A name as a line of the report can show it. */
export function shortName(name: string): string {
  const shown = JSON.stringify(name).replaceAll(
    /[^ -~]/g,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return shown.length > 60 ? `${shown.slice(0, 30)}… (${name.length})` : shown;
}

/** Ordinary files below a directory, those of the state's own and of the rig left out. */
export function filesBelow(directory: string): readonly string[] {
  return readdirSync(directory, { withFileTypes: true, recursive: true })
    .filter(
      (entry) =>
        entry.isFile() &&
        !/^(?:untether\.db.*|engine\.log|untether\.toml)$/.test(entry.name) &&
        !entry.parentPath.includes('/good'),
    )
    .map(({ parentPath, name }) => join(parentPath, name));
}

/** Whether a file has the word in it. */
export function holds(file: string, word: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() === true && readFileSync(file, 'utf8').includes(word);
}

/** Puts a file with a word in it where it has to be. */
export function plant(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
