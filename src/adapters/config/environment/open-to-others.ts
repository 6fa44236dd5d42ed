const OTHERS = 0o077;

/** Whether a file of that mode may be opened by anybody but its owner. */
export function isOpenToOthers(mode: number): boolean {
  return (mode & OTHERS) !== 0 && process.platform !== 'win32';
}
