import { migrate } from './environment/migrations.js';
import type { Origins } from './environment/origins.js';
import { type Environment, override } from './environment/overrides.js';
import type { Fault } from './faults/fault.js';
import { decode } from './read/decode.js';
import { shape } from './read/shape.js';
import { advice } from './rules/advice.js';
import { ruleFaults } from './rules/set-rules.js';
import type { ConfigDto } from './schema/config-dto.js';
import type { ConfigSchema } from './schema/config-schema.js';
import type { Table } from './toml/tree.js';

/** A document that has been read and judged, but for the secrets that it keeps elsewhere. */
export interface Draft {
  readonly dto: ConfigDto;
  /** Values that could not be read. */
  readonly malformed: readonly Fault[];
  /** Everything that is wrong, those among it. */
  readonly faults: readonly Fault[];
  /** What a person should know nevertheless. */
  readonly warnings: readonly Fault[];
  readonly origins: Origins;
  /** What was written, by whatever means. */
  readonly tree: Table;
}

/** Reads a document together with the environment, as the schema says. Pure. */
export function draft(document: Table, environment: Environment, schema: ConfigSchema): Draft {
  return withAdvice(draftWithoutAdvice(document, environment, schema));
}

/** The same, for who has two turns for it: then there is advice to come. */
export function draftWithoutAdvice(document: Table, environment: Environment, schema: ConfigSchema): Draft {
  const migrated = migrate(document, schema.engines.ids);
  const overridden = override(schema, migrated.tree, environment);
  const shaped = shape(schema.root, overridden.tree);
  const decoded = decode(schema.root, shaped.tree);
  const early = [...migrated.faults, ...overridden.faults, ...shaped.faults];
  const malformed = [...early, ...decoded.faults.filter((fault) => !follows(fault, early))];
  return {
    dto: decoded.dto,
    malformed,
    faults: [...malformed, ...ruleFaults(decoded.dto, malformed)],
    warnings: [...migrated.warnings, ...shaped.warnings],
    origins: { moves: migrated.moves, overrides: overridden.overrides },
    tree: shaped.tree,
  };
}

/** The draft with the advice that it was made without. */
export function withAdvice(made: Draft): Draft {
  return { ...made, warnings: [...made.warnings, ...advice(made.dto, made.malformed)] };
}

/** A table that is none is told once; that its keys are missing is no news then. */
function follows(fault: Fault, earlier: readonly Fault[]): boolean {
  return earlier.some(({ path }) => path.length < fault.path.length && path.every((part, i) => part === fault.path[i]));
}
