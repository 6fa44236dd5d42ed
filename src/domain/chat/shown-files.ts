/** What a message shows of the files of a project, and what its buttons stand for. Plain JSON. */
export interface ShownFiles {
  /** `found`: files that a pattern matches. `question`: a file that its reader is asked to say something about. */
  readonly kind: 'projects' | 'directory' | 'file' | 'found' | 'question';
  /** Names what is shown: buttons carry it, so that those of what was shown before stand for nothing. */
  readonly token: string;
  /** Relative to where the project's runs work; empty for that itself. */
  readonly path: string;
  /** Which part of a directory it is, or that the file was chosen from; from 0. */
  readonly page: number;
  /** What buttons open, by number: projects, names in the directory, or paths of files. */
  readonly names: readonly string[];
}
