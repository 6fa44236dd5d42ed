import type { Codebase, SourceFile } from '../codebase.js';
import { edges, fileRule, type Rule } from '../rule.js';
import { child, identifierName, isNode, list, type PlacedNode, type SyntaxNode } from '../syntax-tree.js';

const MOST_ARGUMENTS = 3;
/** What says how things are wired; its own words have their order. */
const wiringWords = 'src/composition/wiring/';

/** What is told apart by its place only is swapped unseen: more than a few things come in a bag, by name. */
export const argumentRules: readonly Rule[] = [
  fileRule(`no constructor takes more than ${MOST_ARGUMENTS} arguments`, (file) =>
    file.tree.nodes
      .filter(({ node }) => node.type === 'Constructor')
      .flatMap(({ node, line }) => tooMany(node).map((message) => ({ line, message }))),
  ),
  {
    name: `no function that the wiring is made with takes more than ${MOST_ARGUMENTS} arguments`,
    check: (codebase) => [...written(codebase), ...called(codebase)],
  },
];

/** Functions that stand in the wiring itself. */
function written(codebase: Codebase) {
  return [...codebase.files.values()]
    .filter(({ path }) => path.startsWith('src/composition/') && !path.startsWith(wiringWords))
    .flatMap(({ path, tree }) =>
      tree.nodes
        .filter(({ node }) => node.type === 'ArrowFunctionExpression' || node.type === 'FunctionExpression')
        .flatMap(({ node, line }) => tooMany(node).map((message) => ({ path, line, message }))),
    );
}

/** Functions that the wiring imports, told where they stand. */
function called(codebase: Codebase) {
  const functions = edges(codebase).flatMap(({ from, use, to }) => {
    if (to.kind !== 'source' || !from.path.startsWith('src/composition/') || to.path.startsWith(wiringWords)) return [];
    const file = codebase.files.get(to.path);
    return file === undefined ? [] : use.names.flatMap((name) => exported(file, name));
  });
  return [...new Map(functions.map((found) => [`${found.path}:${found.line}`, found])).values()];
}

function exported({ path, tree }: SourceFile, name: string) {
  return tree.statements.flatMap(({ node, line }: PlacedNode) => {
    const declaration = node.type === 'ExportDeclaration' ? child(node, 'declaration') : null;
    const made = declaration === null ? [] : functionsOf(declaration, name);
    return made.flatMap((one) => tooMany(one).map((message) => ({ path, line, message: `${name}: ${message}` })));
  });
}

/** The function of that name which a declaration makes, if it does. */
function functionsOf(declaration: SyntaxNode, name: string): readonly SyntaxNode[] {
  if (declaration.type === 'FunctionDeclaration') {
    return identifierName(child(declaration, 'identifier')) === name ? [declaration] : [];
  }
  return list(declaration, 'declarations')
    .filter(isNode)
    .filter((one) => identifierName(child(one, 'id')) === name)
    .map((one) => child(one, 'init'))
    .filter((value) => value?.type === 'ArrowFunctionExpression' || value?.type === 'FunctionExpression')
    .filter((value) => value !== null);
}

function tooMany(node: SyntaxNode): readonly string[] {
  const { length } = list(node, 'params');
  return length > MOST_ARGUMENTS ? [`${length} in a row: give it a bag`] : [];
}
