/** A length of time as a header shows it: `12s`, `3m 07s`, `1h 05m`. */
export function elapsedText(elapsedMs: number): string {
  const seconds = Math.max(0, Math.floor(elapsedMs / 1_000));
  if (seconds < 60) return `${seconds}s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}m ${twoDigits(seconds % 60)}s`;
  return `${Math.floor(minutes / 60)}h ${twoDigits(minutes % 60)}m`;
}

/** A length of time as a bill shows it: `45.3s`, `2m 5s`. */
export function billedTimeText(durationMs: number): string {
  const tenths = Math.max(0, Math.round(durationMs / 100));
  if (tenths < 600) return `${(tenths / 10).toFixed(1)}s`;
  const seconds = Math.round(tenths / 10);
  return `${Math.floor(seconds / 60)}m ${seconds % 60}s`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
