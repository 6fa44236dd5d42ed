/** What a person who started the program in a terminal wants to know. */
export interface Works {
  readonly version: string;
  /** Without `@`. */
  readonly username: string;
  readonly engine: string;
  /** The configuration; absolute. */
  readonly file: string;
}

/** That Telegram is heard: in one line, as whom, with what, and how it ends. */
export function worksLine({ version, username, engine, file }: Works): string {
  return `✓ Untether ${version} is running as @${username} with ${engine}: write to https://t.me/${username} · settings: ${file} · Ctrl-C stops it`;
}
