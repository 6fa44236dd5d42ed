/** Whether a message shows a run that waits or goes on. */
export function showsRun(text: string): boolean {
  return /^(?:⏳ Queued|⚙️ |✋ Waiting for you · |🛑 Stopping)/u.test(text);
}

/** Whether a message is the last one of a run that is over, with an answer or with why there is none. */
export function showsEnd(text: string): boolean {
  return /(?:^|\n)(?:\(\d+\/\d+\) · )?✓ \d+ (?:s|min|h)\b.*/u.test(text) || text.startsWith('💔 Failed');
}
