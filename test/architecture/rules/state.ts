import { fileRule, type Rule } from '../rule.js';
import { child, identifierName, isNode, list, type PlacedNode, propertyName, type SyntaxNode } from '../syntax-tree.js';

/** Classes whose instances nobody can change, so that one at module level is a constant. */
const constants = /^(?:RegExp|TextEncoder|Intl\.\w+)$/;
const collections = /^(?:Map|Set|WeakMap|WeakSet|Array)$/;

/**
 * No module keeps state: nothing at its top level can be assigned again, and what is made there is a constant. A
 * collection counts as one if it is declared `Readonly…`.
 */
export const stateRule: Rule = fileRule('no module keeps state', (file) => {
  const composes = file.path.startsWith('src/composition/');
  const variables = file.tree.statements.flatMap(({ node, line }) => {
    const declaration = node.type === 'ExportDeclaration' ? child(node, 'declaration') : node;
    if (declaration?.type !== 'VariableDeclaration') return [];
    if (declaration['kind'] !== 'const') return [{ line, message: `${String(declaration['kind'])} at module level` }];
    return list(declaration, 'declarations')
      .filter(isNode)
      .map((one) => mutable(one, composes))
      .filter((message) => message !== null)
      .map((message) => ({ line, message }));
  });
  return [...variables, ...staticFields(file.tree.nodes)];
});

function mutable(declarator: SyntaxNode, composes: boolean): string | null {
  const value = child(declarator, 'init');
  if (value === null || isReadonly(declarator)) return null;
  if (value.type === 'ArrayExpression' && list(value, 'elements').length === 0) return 'an empty array to be filled';
  if (value.type === 'ObjectExpression' && list(value, 'properties').length === 0)
    return 'an empty object to be filled';
  if (value.type !== 'NewExpression') return null;
  const name = className(child(value, 'callee'));
  if (collections.test(name)) return `a ${name} that is not declared Readonly${name}`;
  return constants.test(name) || composes ? null : `a ${name} that everybody shares`;
}

function isReadonly(declarator: SyntaxNode): boolean {
  const annotation = child(declarator, 'id')?.['typeAnnotation'];
  const type = isNode(annotation) ? child(annotation, 'typeAnnotation') : null;
  if (type?.type === 'TsTypeOperator') return type['op'] === 'readonly';
  return type?.type === 'TsTypeReference' && (identifierName(child(type, 'typeName')) ?? '').startsWith('Readonly');
}

function className(callee: SyntaxNode | null): string {
  if (callee === null) return '(expression)';
  const object = callee.type === 'MemberExpression' ? identifierName(child(callee, 'object')) : null;
  return object === null ? (identifierName(callee) ?? '(expression)') : `${object}.${propertyName(callee)}`;
}

function staticFields(nodes: readonly PlacedNode[]): readonly { line: number; message: string }[] {
  return nodes
    .filter(({ node }) => node.type === 'ClassProperty' || node.type === 'PrivateProperty')
    .filter(({ node }) => node['isStatic'] === true && node['readonly'] !== true)
    .map(({ line }) => ({ line, message: 'a static field that can be assigned' }));
}
