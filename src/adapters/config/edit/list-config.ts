import type { ConfigEditProblem } from '../../../application/ports/config/config-editor.js';
import { ok, type Result } from '../../../domain/result.js';
import { draft } from '../draft.js';
import { migrate } from '../environment/migrations.js';
import { originOf } from '../environment/origins.js';
import type { Environment } from '../environment/overrides.js';
import type { ConfigSchema } from '../schema/config-schema.js';
import { valueAt } from '../toml/change.js';
import { parseToml, type SyntaxFault } from '../toml/parse-toml.js';
import { startsWith, toJson } from '../toml/tree.js';
import { type ConfigValue, effectiveValues, writtenValues } from './config-values.js';
import { addressOf, shownKey } from './key-address.js';
import { isSecret, SECRET, shownValue, withoutSecrets } from './shown-value.js';

/** A key with its value, as may be shown: a secret is `[secret]`. */
export interface ListedKey {
  readonly key: string;
  /** TOML. */
  readonly value: string;
  readonly json: unknown;
  /** The environment variable that the value comes from; `null` if from elsewhere. */
  readonly variable: string | null;
}

/** The keys of a configuration. */
export interface ConfigListing {
  /** Those that the text has, in its order. */
  readonly written: readonly ListedKey[];
  /** Those that have a value with the environment and defaults, in the order of the schema. */
  readonly effective: readonly ListedKey[];
  /** The effective ones that a key is or has below it; none if it has no value. */
  find(key: string): Result<readonly ListedKey[], ConfigEditProblem>;
}

/** Lists the keys of a text, whether or not their values are right; fails if the text is not TOML. */
export function listConfig(
  text: string,
  environment: Environment,
  schema: ConfigSchema,
): Result<ConfigListing, SyntaxFault> {
  const document = parseToml(text);
  if (!document.ok) return document;
  const written = migrate(document.value, schema.engines.ids).tree;
  const { dto, tree, origins } = draft(document.value, environment, schema);
  const effective = effectiveValues(schema.root, dto);
  const listed = ({ path, value, kind }: ConfigValue): ListedKey => {
    const origin = originOf(path, origins);
    return {
      key: shownKey(path, tree),
      value: shownValue(value, path, kind),
      json: isSecret(path, kind) ? SECRET : toJson(withoutSecrets(value)),
      variable: 'variable' in origin ? origin.variable : null,
    };
  };
  return ok({
    written: writtenValues(schema.root, written).map((value) => ({ ...listed(value), variable: null })),
    effective: effective.map(listed),
    find(key) {
      const address = addressOf(key, tree, schema.root);
      if (!address.ok) return address;
      const { path } = address.value;
      const below = effective.filter((value) => startsWith(value.path, path));
      if (below.length > 0) return ok(below.map(listed));
      const around = effective.find((value) => startsWith(path, value.path));
      const value = around === undefined ? undefined : valueAt(around.value, path.slice(around.path.length));
      return ok(value === undefined ? [] : [listed({ path, value, kind: null })]);
    },
  });
}
