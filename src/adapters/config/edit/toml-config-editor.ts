import { isDeepStrictEqual } from 'node:util';
import type {
  ConfigChange,
  ConfigEdit,
  ConfigEditor,
  ConfigEditProblem,
  EditedConfig,
} from '../../../application/ports/config/config-editor.js';
import type { Reading } from '../../../application/ports/config/config-source.js';
import { fail, ok, type Result } from '../../../domain/result.js';
import { draft } from '../draft.js';
import { migrate } from '../environment/migrations.js';
import { originOf } from '../environment/origins.js';
import type { Environment } from '../environment/overrides.js';
import type { ConfigSchema } from '../schema/config-schema.js';
import { valueAt } from '../toml/change.js';
import { parseToml } from '../toml/parse-toml.js';
import { isList, isTable, type Path, type Table } from '../toml/tree.js';
import { addressOf, shownKey } from './key-address.js';
import { pathInFile, replacedBy } from './path-in-file.js';
import { unsetInToml } from './remove-from-toml.js';
import { setInToml } from './set-in-toml.js';
import { isSecret, shownValue } from './shown-value.js';
import { valueIn } from './value-text.js';

interface Edited {
  readonly text: string;
  readonly change: ConfigChange;
}

/** Edits the TOML text of a configuration. */
export class TomlConfigEditor implements ConfigEditor {
  readonly #read: (text: string) => Promise<Reading>;
  readonly #environment: Environment;
  readonly #schema: ConfigSchema;

  /** `read` tells what a text means, with everything that is wrong with it. */
  constructor(read: (text: string) => Promise<Reading>, environment: Environment, schema: ConfigSchema) {
    this.#read = read;
    this.#environment = environment;
    this.#schema = schema;
  }

  async edit(text: string, edits: readonly ConfigEdit[]): Promise<Result<EditedConfig, ConfigEditProblem>> {
    let now = text;
    const changes: ConfigChange[] = [];
    for (const edit of edits) {
      const document = parseToml(now);
      if (!document.ok) return this.#refused(now);
      const edited = this.#one(now, document.value, edit);
      if (edited === null) return this.#refused(now);
      if (!edited.ok) return edited;
      now = edited.value.text;
      changes.push(edited.value.change);
    }
    const reading = await this.#read(now);
    return reading.ok ? ok({ text: now, changes }) : fail({ kind: 'invalid', problems: reading.problems });
  }

  /** `null` where the document has something else in the place of a table. */
  #one(text: string, document: Table, { key, value }: ConfigEdit): Result<Edited, ConfigEditProblem> | null {
    const { tree, moves } = migrate(document, this.#schema.engines.ids);
    const address = addressOf(key, tree, this.#schema.root);
    if (!address.ok) return address;
    const { path, kind, isTable: whole } = address.value;
    const shown = shownKey(path, tree);
    const before = valueAt(tree, path);
    if (whole && value !== null) return fail({ kind: 'table', key: shown });
    if (before === undefined && value === null) return fail({ kind: 'absent', key: shown });
    const place = pathInFile(path, { tree: document, moves }, this.#schema.engines.ids);
    if (isBlocked(document, place)) return null;
    const next = value === null ? null : valueIn(value, kind);
    const cleared = replacedBy(path, moves).reduce(unsetInToml, text);
    const change = {
      key: shown,
      before: before === undefined ? null : shownValue(before, path, kind),
      after: next === null ? null : shownValue(next, path, kind),
      secret: isSecret(path, kind),
      changed: !isDeepStrictEqual(before, next),
      overriddenBy: this.#winner(document, path),
    };
    if (next !== null) return ok({ text: setInToml(cleared, place, next), change });
    return ok({ text: cleared === text ? unsetInToml(text, place) : cleared, change });
  }

  #winner(document: Table, path: Path): string | null {
    const origin = originOf(path, draft(document, this.#environment, this.#schema).origins);
    return 'variable' in origin ? origin.variable : null;
  }

  async #refused(text: string): Promise<Result<never, ConfigEditProblem>> {
    const reading = await this.#read(text);
    return fail({ kind: 'invalid', problems: reading.ok ? [] : reading.problems });
  }
}

/** Whether a simple value is where a table on the way to `path` would be. */
function isBlocked(document: Table, path: Path): boolean {
  return path.slice(1).some((_, index) => {
    const around = valueAt(document, path.slice(0, index + 1));
    return around !== undefined && !isTable(around) && !isList(around);
  });
}
