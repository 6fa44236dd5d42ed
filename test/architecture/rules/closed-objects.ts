import { fileRule, type Rule } from '../rule.js';
import { child, identifierName, isNode, type PlacedNode, type SyntaxNode } from '../syntax-tree.js';

/**
 * Nobody changes another object's properties: an object has methods that say what happens to it. What a function makes
 * itself, a literal, it may fill.
 */
export const closedObjectsRule: Rule = fileRule(
  'the domain and the application change no object but their own',
  ({ path, tree }) => {
    if (!/^src\/(?:domain|application)\//.test(path)) return [];
    const made = madeHere(tree.nodes);
    return tree.nodes.flatMap(({ node, line }) => {
      const target = changed(node);
      if (target === null || isOwn(target) || made.has(rootOf(target))) return [];
      return [{ line, message: 'a property of another object is set: give that object a method' }];
    });
  },
);

/** The property that a node sets, counts or deletes; `null` if it does no such thing. */
function changed(node: SyntaxNode): SyntaxNode | null {
  const field = { AssignmentExpression: 'left', UpdateExpression: 'argument', UnaryExpression: 'argument' }[node.type];
  if (field === undefined || (node.type === 'UnaryExpression' && node['operator'] !== 'delete')) return null;
  const target = bare(child(node, field));
  return target?.type === 'MemberExpression' ? target : null;
}

/** `this.a` and `this.a[…]`: a list of its own is part of an object. */
function isOwn(target: SyntaxNode): boolean {
  const object = bare(child(target, 'object'));
  if (object?.type === 'ThisExpression') return true;
  return child(target, 'property')?.type === 'Computed' && object?.type === 'MemberExpression' && isOwn(object);
}

function rootOf(target: SyntaxNode): string {
  const object = bare(child(target, 'object'));
  return object?.type === 'MemberExpression' ? '' : (identifierName(object) ?? '');
}

/** The names of constants that begin as a literal. */
function madeHere(nodes: readonly PlacedNode[]): ReadonlySet<string> {
  const declared = nodes.filter(({ node }) => node.type === 'VariableDeclarator').map(({ node }) => node);
  const literals = declared.filter((node) =>
    /^(?:Object|Array)Expression$/.test(bare(child(node, 'init'))?.type ?? ''),
  );
  return new Set(literals.map((node) => identifierName(child(node, 'id'))).filter((name) => name !== null));
}

/** Without what TypeScript puts around it. */
function bare(node: SyntaxNode | null): SyntaxNode | null {
  const wraps = /^(?:TsNonNullExpression|TsAsExpression|ParenthesisExpression)$/.test(node?.type ?? '');
  const inner = wraps ? node?.['expression'] : null;
  return isNode(inner) ? bare(inner) : node;
}
