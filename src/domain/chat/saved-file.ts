/** A file that a person sent, where it is on this machine. Plain JSON. */
export interface SavedFile {
  /** Absolute. */
  readonly path: string;
  /** What an agent is told: relative to where it works, or absolute. */
  readonly shown: string;
  /** The media type that was claimed, or one that says nothing. */
  readonly mime: string;
  readonly bytes: number;
}
