/** The value as it is stored; what JSON doesn't know is left out. */
export function encode(value: unknown): string {
  return JSON.stringify(value) ?? 'null';
}
