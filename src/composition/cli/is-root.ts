/** Whether this program runs as root; where there are no such users it does not. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}
