import type { Codebase, SourceFile } from './codebase.js';
import type { ModuleUse } from './module-use.js';
import { type Resolution, resolveModule } from './resolve-module.js';

/** One thing that is not as a rule wants it. */
export interface Violation {
  readonly path: string;
  readonly line: number;
  readonly message: string;
}

/** A property of the whole of `src`. `name` is a sentence about code that obeys. */
export interface Rule {
  readonly name: string;
  check(codebase: Codebase): readonly Violation[];
}

/** A rule that looks at one file at a time. */
export function fileRule(name: string, check: (file: SourceFile) => readonly Omit<Violation, 'path'>[]): Rule {
  return {
    name,
    check: (codebase) =>
      [...codebase.files.values()].flatMap((file) => check(file).map((found) => ({ path: file.path, ...found }))),
  };
}

/** One file's use of a module, and where that leads. */
export interface Edge {
  readonly from: SourceFile;
  readonly use: ModuleUse;
  readonly to: Resolution;
}

/** A rule that looks at one import at a time and answers what is wrong with it, or `null`. */
export function importRule(name: string, objection: (edge: Edge) => string | null): Rule {
  return {
    name,
    check: (codebase) =>
      edges(codebase).flatMap((edge) => {
        const message = objection(edge);
        return message === null ? [] : [{ path: edge.from.path, line: edge.use.line, message }];
      }),
  };
}

/** Every import of the codebase, types and dynamic ones included. */
export function edges(codebase: Codebase): readonly Edge[] {
  return [...codebase.files.values()].flatMap((from) =>
    from.uses.map((use) => ({ from, use, to: resolveModule(codebase, from.path, use.specifier) })),
  );
}

/** Where an import leads, for a message. */
export function described(to: Resolution): string {
  return to.kind === 'unresolved' ? to.why : to.kind === 'source' || to.kind === 'outside' ? to.path : to.name;
}
