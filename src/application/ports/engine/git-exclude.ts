/** Keeps directories of ours out of `git status`. */
export interface GitExclude {
  /** Lets git ignore a directory of the checkout that `within` lies in; does nothing where there is none. Never rejects. */
  exclude(within: string, directory: string): Promise<void>;
}
