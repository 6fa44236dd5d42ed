import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ModuleUse, moduleUses } from './module-use.js';
import { parseTypeScript, type SyntaxTree } from './syntax-tree.js';

/** One file of `src`. Paths are relative to the repository, with slashes. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  /** Empty if the file could not be parsed; then `unreadable` says why. */
  readonly tree: SyntaxTree;
  readonly uses: readonly ModuleUse[];
  readonly unreadable: string | null;
}

/** What the rules look at: the files of `src` and the packages that the program declares to need. */
export interface Codebase {
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly dependencies: ReadonlySet<string>;
}

/** The code below `root`, with the dependencies (optional ones too, not those for development) of its `package.json`. */
export function readCodebase(root: string): Codebase {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    dependencies?: Record<string, string>;
    optionalDependencies?: Record<string, string>;
  };
  const paths = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('tsconfig'))
    .map((entry) => join(entry.parentPath, entry.name));
  const files = paths.map((path) => {
    const relative = path.slice(root.length + 1).replaceAll('\\', '/');
    return sourceFile(relative, readFileSync(path, 'utf8'));
  });
  return {
    files: new Map(files.map((file) => [file.path, file])),
    dependencies: new Set(Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies })),
  };
}

/** The codebase with further files, given as path → text; a file that is there already is replaced. */
export function withFiles(codebase: Codebase, added: Readonly<Record<string, string>>): Codebase {
  const files = new Map(codebase.files);
  for (const [path, text] of Object.entries(added)) files.set(path, sourceFile(path, text));
  return { ...codebase, files };
}

function sourceFile(path: string, text: string): SourceFile {
  try {
    const tree = parseTypeScript(text);
    return { path, text, tree, uses: moduleUses(tree.nodes), unreadable: null };
  } catch (error) {
    return { path, text, tree: { statements: [], nodes: [] }, uses: [], unreadable: String(error) };
  }
}
