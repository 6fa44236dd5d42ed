import { fail, ok, type Result } from '../../../../domain/result.js';
import type { Complaint } from '../../faults/fault.js';
import { describe, isList, isTable } from '../../toml/tree.js';
import type { Kind } from './kind.js';
import { anyText } from './text.js';

/** A list whose entries are all of one kind. */
export function listOf<T>(entry: Kind<T>): Kind<readonly T[]> {
  return {
    type: `list of ${entry.type}`,
    textual: false,
    secret: entry.secret === true,
    read(raw) {
      if (!isList(raw)) {
        return fail({
          message: `Expected a list, but this is ${describe(raw)}.`,
          hint: 'Write square brackets around the entries.',
        });
      }
      return all(raw.map((value, index) => within(`Entry ${index + 1}`, entry.read(value))));
    },
  };
}

/** A list, or one entry without the brackets. */
export function oneOrMore<T>(entry: Kind<T>): Kind<readonly T[]> {
  const list = listOf(entry);
  return {
    type: `${entry.type}, or a list of them`,
    textual: entry.textual,
    read: (raw) => (isList(raw) ? list.read(raw) : all([entry.read(raw)])),
  };
}

/** A table from names to texts. */
export function textTable(): Kind<Readonly<Record<string, string>>> {
  return {
    type: 'table of texts',
    textual: false,
    read(raw) {
      if (!isTable(raw)) {
        return fail({
          message: `Expected a table, but this is ${describe(raw)}.`,
          hint: 'Write it as { name = "text" }.',
        });
      }
      const names = Object.keys(raw);
      const values = all(Object.entries(raw).map(([name, value]) => within(`"${name}"`, anyText().read(value))));
      return values.ok
        ? ok(Object.fromEntries(values.value.map((value, index) => [names[index] ?? '', value])))
        : values;
    },
  };
}

function within<T>(where: string, result: Result<T, Complaint>): Result<T, Complaint> {
  if (result.ok) return result;
  return fail({ message: `${where}: ${result.problem.message}`, hint: result.problem.hint });
}

function all<T>(results: readonly Result<T, Complaint>[]): Result<readonly T[], Complaint> {
  const values: T[] = [];
  for (const result of results) {
    if (!result.ok) return result;
    values.push(result.value);
  }
  return ok(values);
}
