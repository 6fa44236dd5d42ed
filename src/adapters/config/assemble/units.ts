/** Seconds as whole milliseconds. */
export function ms(seconds: number): number {
  return Math.round(seconds * 1000);
}

/** Hours as milliseconds. */
export function hoursInMs(hours: number): number {
  return ms(hours * 3600);
}
