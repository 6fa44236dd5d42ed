/** A length of time as a run's messages show it: `38 s`, `3 min 7 s`, `1 h 5 min`; its two largest units, rounded down. */
export function elapsedText(elapsedMs: number): string {
  const seconds = Math.max(0, Math.floor(elapsedMs / 1_000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return twoUnits(`${minutes} min`, seconds % 60, 's');
  return twoUnits(`${Math.floor(minutes / 60)} h`, minutes % 60, 'min');
}

function twoUnits(large: string, small: number, unit: string): string {
  return small === 0 ? large : `${large} ${small} ${unit}`;
}
