import type { SourceFile } from '../codebase.js';
import { fileRule, importRule, type Rule } from '../rule.js';
import { child, identifierName, isNode, list, type PlacedNode, propertyName, type SyntaxNode } from '../syntax-tree.js';

const outsideComposition = (file: SourceFile): boolean => !file.path.startsWith('src/composition/');
const inside = (file: SourceFile): boolean => /^src\/(?:domain|application)\//.test(file.path);

/** What is in the air (the environment, the console, globals) is taken in by the composition and handed on. */
export const ambientRules: readonly Rule[] = [
  fileRule('the environment is read only by the composition', (file) =>
    outsideComposition(file) ? readings(file, 'process', 'env') : [],
  ),
  importRule('the environment is imported only by the composition', ({ from, use, to }) =>
    to.kind === 'builtin' &&
    /^(?:node:)?process$/.test(to.name) &&
    use.names.includes('env') &&
    outsideComposition(from)
      ? 'imports env'
      : null,
  ),
  fileRule('only the composition writes to the console', (file) =>
    outsideComposition(file) ? mentions(file, 'console') : [],
  ),
  importRule('only the composition imports a console', ({ from, to }) =>
    to.kind === 'builtin' && /^(?:node:)?console$/.test(to.name) && outsideComposition(from) ? 'imports it' : null,
  ),
  fileRule('the domain and the application declare no globals and refer to no foreign types', (file) =>
    inside(file) ? [...declarations(file.tree.nodes), ...references(file)] : [],
  ),
];

function readings(file: SourceFile, object: string, property: string): readonly { line: number; message: string }[] {
  const names = [
    object,
    ...file.uses.filter((use) => use.specifier?.endsWith(object)).flatMap((use) => use.localNames),
  ];
  const isObject = (node: SyntaxNode | null): boolean =>
    node !== null && (names.includes(identifierName(node) ?? '') || propertyName(node) === object);
  return file.tree.nodes
    .filter(({ node }) =>
      node.type === 'VariableDeclarator'
        ? isObject(child(node, 'init')) && unpacks(child(node, 'id'), property)
        : propertyName(node) === property && isObject(child(node, 'object')),
    )
    .map(({ line }) => ({ line, message: `${object}.${property}` }));
}

function unpacks(pattern: SyntaxNode | null, property: string): boolean {
  if (pattern?.type !== 'ObjectPattern') return false;
  return list(pattern, 'properties').some(
    (one) => isNode(one) && (one.type === 'RestElement' || identifierName(child(one, 'key')) === property),
  );
}

function mentions(file: SourceFile, global: string): readonly { line: number; message: string }[] {
  return file.tree.nodes
    .filter(({ node }) => node.type === 'MemberExpression')
    .filter(
      ({ node }) =>
        identifierName(child(node, 'object')) === global ||
        (propertyName(node) === global && identifierName(child(node, 'object')) === 'globalThis'),
    )
    .map(({ line }) => ({ line, message: global }));
}

function declarations(nodes: readonly PlacedNode[]): readonly { line: number; message: string }[] {
  return nodes
    .filter(({ node }) => node['declare'] === true && node.type !== 'ClassProperty')
    .map(({ line }) => ({ line, message: 'declares what is not there' }));
}

function references(file: SourceFile): readonly { line: number; message: string }[] {
  return file.text
    .split('\n')
    .flatMap((text, index) =>
      /^\s*\/\/\/\s*<\s*reference/.test(text) ? [{ line: index + 1, message: text.trim() }] : [],
    );
}
