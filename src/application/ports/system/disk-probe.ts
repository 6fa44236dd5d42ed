/** Looks at the disk without leaving anything there, and closes files to others. */
export interface DiskProbe {
  /** Why nothing can be written below the directory, which may still have to be made; `null` if it can. */
  writeProblem(directory: string): Promise<string | null>;
  /** What is free where the directory is, or will be, in bytes; `null` where nobody says. */
  freeBytes(directory: string): Promise<number | null>;
  /** Whether other users may open the file. */
  isOpenToOthers(path: string): Promise<boolean>;
  /** Lets only its owner open the file. Rejects with what the disk says. */
  close(path: string): Promise<void>;
  isDirectory(path: string): Promise<boolean>;
  /** Which directories above a path let other users replace what is below them, in words. */
  looseParents(path: string): Promise<readonly string[]>;
}
