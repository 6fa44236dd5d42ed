import { fileRule, type Rule } from '../rule.js';
import { child, identifierName, isNode, list, type SyntaxNode } from '../syntax-tree.js';

/** By one of these whoever holds an alarm lets go of it. */
const ENDS = new Set(['stop', 'close', 'end', 'cancel']);

/** An alarm that nobody can call off begins work in a program that ends. */
export const alarmRule: Rule = fileRule('whoever holds the cancel of an alarm can be stopped', (file) =>
  file.tree.nodes
    .filter(({ node }) => node.type === 'ClassDeclaration' || node.type === 'ClassExpression')
    .filter(({ node }) => members(node).some(holdsCancel) && !members(node).some(ends))
    .map(({ node, line }) => ({
      line,
      message: `${identifierName(child(node, 'identifier')) ?? 'a class'} has no ${[...ENDS].join(', ')}`,
    })),
);

function members(node: SyntaxNode): readonly SyntaxNode[] {
  return list(node, 'body').filter(isNode);
}

function holdsCancel(member: SyntaxNode): boolean {
  return /^(?:Class|Private)Property$/.test(member.type) && namesCancel(member['typeAnnotation']);
}

/** Whether a type is `Cancel` or is made of it, at any depth. */
function namesCancel(part: unknown): boolean {
  if (typeof part !== 'object' || part === null) return false;
  if (isNode(part) && part.type === 'TsTypeReference' && identifierName(child(part, 'typeName')) === 'Cancel')
    return true;
  return Object.values(part).some(namesCancel);
}

function ends(member: SyntaxNode): boolean {
  return member.type === 'ClassMethod' && ENDS.has(identifierName(child(member, 'key')) ?? '');
}
