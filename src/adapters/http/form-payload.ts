/** The names that a payload keeps for what the program itself says of a form. */
const RESERVED: readonly string[] = ['form', 'file', 'files'];

/**
 * What a form says: all its fields under `form`, and each also under its plain name, as templates of the program that this
 * one replaces expect; only `form`, `file` and `files` are never a sender's to set there. The last field of a name counts.
 */
export function formPayload(fields: Iterable<readonly [string, string]>): Readonly<Record<string, unknown>> {
  const all = [...fields];
  const plain = all.filter(([name]) => !RESERVED.includes(name));
  return { ...Object.fromEntries(plain), form: Object.fromEntries(all) };
}
