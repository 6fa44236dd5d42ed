/** Whether a person can be asked here. */
export function canAsk(environment: Readonly<Record<string, string | undefined>>): boolean {
  const isOff = (environment['UNTETHER_NO_INTERACTIVE'] ?? '') !== '';
  return !isOff && process.stdin.isTTY === true && process.stdout.isTTY === true;
}
