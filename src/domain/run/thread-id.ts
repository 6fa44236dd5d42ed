/** Whether a text can be the id of one of Amp's threads: `T-` and a UUID. */
export function isThreadId(text: string): boolean {
  return /^T-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
