import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A program that listens: a script for the shell, and where it leaves what it was given. */
export interface ListeningProgram {
  /** Its command, for `voice_transcription_command`; it gets the WAV file and the language. */
  readonly command: readonly string[];
  /** A copy of the file that it was given last. */
  readonly got: string;
  /** The words that it was given after the file, and the names of its variables, a line each. */
  readonly told: string;
}

/** Writes a program into the directory that prints a text; `script` is run before. */
export async function listeningProgram(directory: string, says: string, script = ''): Promise<ListeningProgram> {
  const [path, got, told] = ['listen.sh', 'got.wav', 'told.txt'].map((name) => join(directory, name));
  if (path === undefined || got === undefined || told === undefined) throw new Error('three paths');
  const lines = [
    `cp "$1" '${got}'`,
    `{ shift; printf '%s\\n' "$*"; env | cut -d= -f1; } > '${told}'`,
    script,
    `cat <<'END'`,
    says,
    'END',
  ];
  await writeFile(path, lines.join('\n'));
  return { command: ['/bin/sh', path, '{wav}', '{language}'], got, told };
}
