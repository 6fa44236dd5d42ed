/** What the buttons say that decide about an edit, or take one back. */
export const RELOAD_LABELS = {
  apply: '✅ Apply',
  reject: '❌ Reject',
  undo: '↩️ Undo',
} as const;

/** What the button says that puts the file of a configuration back. */
export function backLabel(number: number): string {
  return `↩️ ${number}`;
}
