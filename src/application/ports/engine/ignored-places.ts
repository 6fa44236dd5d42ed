/** Directories of ours inside of projects. */
export interface IgnoredPlaces {
  /**
   * Keeps the absolute directory, which exists, out of what its repository shows as new; once is enough. Does nothing where
   * there is no repository. Never rejects.
   */
  keepOut(directory: string): Promise<void>;
}
