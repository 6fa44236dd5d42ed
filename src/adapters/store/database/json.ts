/** The value as it is stored; what JSON doesn't know is left out. */
export function encode(value: unknown): string {
  return JSON.stringify(value) ?? 'null';
}

/** A stored value. The caller names the type that it encoded. */
export function decode<T>(text: string): T {
  return JSON.parse(text) as T;
}
