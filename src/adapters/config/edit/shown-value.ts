import type { Kind } from '../schema/kinds/kind.js';
import { isList, isTable, type Path, type TreeValue } from '../toml/tree.js';
import { tomlLiteral } from './toml-literal.js';

/** Stands for a secret wherever one would be shown. */
export const SECRET = '[secret]';

/** Names of keys and headers whose values are not for everybody, where the schema can't know. */
const SECRET_NAME = /(?:token|secret|password|passphrase|key|authorization|cookie|credential)s?$/i;

/** Whether the value of a key must not be shown. */
export function isSecret(path: Path, kind: Kind<unknown> | null): boolean {
  if (kind !== null) return kind.secret === true;
  const name = path.findLast((part) => typeof part === 'string') ?? '';
  return SECRET_NAME.test(name);
}

/** The value in TOML, secrets in it hidden. */
export function shownValue(value: TreeValue, path: Path, kind: Kind<unknown> | null): string {
  return isSecret(path, kind) ? SECRET : tomlLiteral(withoutSecrets(value));
}

/** The value with everything hidden in it that has the name of a secret. */
export function withoutSecrets(value: TreeValue): TreeValue {
  if (isList(value)) return value.map(withoutSecrets);
  if (!isTable(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, SECRET_NAME.test(key) ? SECRET : withoutSecrets(inner)]),
  );
}
