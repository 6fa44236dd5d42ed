/** A directory in which agents may work. */
export interface ProjectPlace {
  /** Absolute; of a repository its main working tree. */
  readonly path: string;
  readonly isRepository: boolean;
}

/** Finds the directories of projects. */
export interface ProjectPlaces {
  /** The repository around a directory; `null` if it is in none. */
  repositoryAround(directory: string): Promise<ProjectPlace | null>;
  /** What is meant by a path that a person wrote, from a directory and with `~` for the home; `null` if there is no such directory. */
  find(written: string, from: string): Promise<ProjectPlace | null>;
}
