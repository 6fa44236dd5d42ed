/** What a body says: an object as it is, any other JSON under `_body`, nothing as an empty object; `null` if it is no JSON. */
export function parsePayload(body: Buffer): Readonly<Record<string, unknown>> | null {
  if (body.length === 0) return {};
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
    // Nesting that can be read but not be written again could not be stored.
    JSON.stringify(value);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : { _body: value };
  } catch {
    return null;
  }
}
