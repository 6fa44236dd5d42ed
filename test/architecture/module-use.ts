import { child, identifierName, isNode, list, literalText, type PlacedNode, type SyntaxNode } from './syntax-tree.js';

/** One place where a module names another: an import, an export from, a dynamic import or an import type. */
export interface ModuleUse {
  /** `null` where it is computed. */
  readonly specifier: string | null;
  readonly line: number;
  /** The names that are taken by name, as the other module calls them. */
  readonly names: readonly string[];
  /** What the module as a whole is called here (`* as x`, a default import), if it is. */
  readonly localNames: readonly string[];
  /** `export … from`. */
  readonly passesOn: boolean;
}

/** Every module that the nodes of one file name, types included. */
export function moduleUses(nodes: readonly PlacedNode[]): readonly ModuleUse[] {
  return nodes.flatMap(({ node, line }) => {
    const source = namedModule(node);
    return source === undefined ? [] : [{ specifier: literalText(source), line, ...takenBy(node) }];
  });
}

/** The node that names a module; `null` where one is named by nothing readable, `undefined` where none is named. */
function namedModule(node: SyntaxNode): SyntaxNode | null | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
      return child(node, 'source');
    case 'ExportNamedDeclaration':
      return child(node, 'source') ?? undefined;
    case 'TsImportType':
      return child(node, 'argument');
    case 'TsExternalModuleReference':
      return child(node, 'expression');
    case 'CallExpression':
      return loads(node) ? firstArgument(node) : undefined;
    default:
      return undefined;
  }
}

function loads(call: SyntaxNode): boolean {
  return child(call, 'callee')?.type === 'Import' || calls(call, 'require') || requires(call);
}

/** Whether it is `createRequire(…)('x')`. */
export function requires(call: SyntaxNode): boolean {
  const callee = child(call, 'callee');
  return call.type === 'CallExpression' && callee?.type === 'CallExpression' && calls(callee, 'createRequire');
}

/** Whether it calls a function by this name. */
export function calls(call: SyntaxNode, name: string): boolean {
  return identifierName(child(call, 'callee')) === name;
}

function firstArgument(call: SyntaxNode): SyntaxNode | null {
  const first = list(call, 'arguments')[0];
  if (typeof first !== 'object' || first === null || !('expression' in first)) return null;
  return isNode(first.expression) ? first.expression : null;
}

function takenBy(node: SyntaxNode): Pick<ModuleUse, 'names' | 'localNames' | 'passesOn'> {
  const specifiers = list(node, 'specifiers').filter(isNode);
  const names = specifiers
    .filter((one) => one.type === 'ImportSpecifier' || one.type === 'ExportSpecifier')
    .map((one) => identifierName(child(one, 'imported') ?? child(one, 'orig') ?? child(one, 'local')));
  const localNames = specifiers
    .filter((one) => one.type === 'ImportDefaultSpecifier' || one.type === 'ImportNamespaceSpecifier')
    .map((one) => identifierName(child(one, 'local')));
  return {
    names: names.filter((name) => name !== null),
    localNames: localNames.filter((name) => name !== null),
    passesOn: node.type === 'ExportAllDeclaration' || node.type === 'ExportNamedDeclaration',
  };
}
