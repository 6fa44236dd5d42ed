/** What something that was thrown says of itself; of an error its message. */
export function errorText(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** The code of an error, as Node and the operating system name it (`ENOENT`, `ECONNREFUSED`, …); `null` if it has none. */
export function errorCode(thrown: unknown): string | null {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : null;
}
