/** Looks at the disk without leaving anything there. */
export interface DiskProbe {
  /** Why nothing can be written below the directory, which may still have to be made; `null` if it can. */
  writeProblem(directory: string): Promise<string | null>;
  isDirectory(path: string): Promise<boolean>;
  /** Which directories above a path let other users replace what is below them, in words. */
  looseParents(path: string): Promise<readonly string[]>;
}
