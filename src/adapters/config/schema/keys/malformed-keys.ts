import { Refused } from './refused.js';
import { entriesOf, type TableClass, type ValueEntry } from './schema.js';

/** The keys of an instance of a table's class whose values are not of their kind, or missing though required. */
export function malformedKeys(instance: object): readonly ValueEntry[] {
  const values = instance as Readonly<Record<string, unknown>>;
  const malformed: ValueEntry[] = [];
  for (const entry of entriesOf(instance.constructor as TableClass).values()) {
    if (entry.shape !== 'value') continue;
    const value = values[entry.name];
    if (value instanceof Refused || (entry.required && value === undefined)) malformed.push(entry);
  }
  return malformed;
}
