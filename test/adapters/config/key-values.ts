import fc from 'fast-check';
import { type SchemaKey, schemaKeys } from '../../../src/adapters/config/schema/keys/schema.js';
import { CONFIG_SCHEMA } from '../../../src/composition/wiring/config-schema.js';

/** The keys outside lists and free names, but for those of the bot. */
export const keys = schemaKeys(CONFIG_SCHEMA.root).filter(
  ({ path }) => !path.includes('*') && path[0] !== 'transports',
);

/** Values that a key takes, by what the reference page says about it; `null` for kinds with rules of their own. */
export function valuesOf({ entry }: SchemaKey): fc.Arbitrary<unknown> | null {
  const { type } = entry.kind;
  if (type === 'boolean') return fc.boolean();
  if (type.startsWith('`')) return fc.constantFrom(...type.split(', ').map((word) => word.replaceAll('`', '')));
  if (type === 'text' || type === 'path') return fc.stringMatching(/^[!-~ÄÖü€🙂]([ -~\n\t"\\]{0,8}[!-~])?$/u);
  const [, noun, min, max] = /^(integer|number)(?:, (?:≥ )?(\d+)(?:–(\d+))?)?$/.exec(type) ?? [];
  if (noun === undefined) return null;
  const bounds = { min: Number(min ?? 0), max: Number(max ?? 1_000_000) };
  return noun === 'integer' ? fc.integer(bounds) : fc.double({ ...bounds, noNaN: true });
}
