/** Why a command did nothing that has words behind it. */
export function standsAloneText(name: string): string {
  return `Nothing was changed: /${name} stands alone. Send it by itself, and other words as a message of their own.`;
}
