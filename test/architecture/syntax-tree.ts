import { parseSync } from '@swc/core';

/** A node of swc's tree: its type, where it begins, and fields that differ by type. */
export interface SyntaxNode {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** A node and the line, from 1, on which it (or the nearest node around it that has a place) begins. */
export interface PlacedNode {
  readonly node: SyntaxNode;
  readonly line: number;
}

/** A file's tree, flattened. */
export interface SyntaxTree {
  /** The statements of the module itself. */
  readonly statements: readonly PlacedNode[];
  /** Every node, parents before children. */
  readonly nodes: readonly PlacedNode[];
}

/** The tree of a TypeScript module; throws what the parser throws. */
export function parseTypeScript(text: string): SyntaxTree {
  // The leading statement makes the module's span begin at its first byte, whatever comments come first.
  const module = parseSync(`;${text}`, { syntax: 'typescript', decorators: true, target: 'es2024' });
  const lines = new LineTable(text, module.span.start + 1);
  const statements: PlacedNode[] = [];
  const nodes: PlacedNode[] = [];
  for (const statement of module.body.slice(1)) {
    const node: unknown = statement;
    if (!isNode(node)) throw new Error('swc gave a statement without a type');
    statements.push({ node, line: lines.of(node, 1) });
    collect(node, 1, lines, nodes);
  }
  return { statements, nodes };
}

/** Whether a field of a node is a node itself. */
export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** The node in a field, or `null` if there is none. */
export function child(node: SyntaxNode, field: string): SyntaxNode | null {
  const value = node[field];
  return isNode(value) ? value : null;
}

/** The list in a field; empty if there is none. */
export function list(node: SyntaxNode, field: string): readonly unknown[] {
  const value = node[field];
  return Array.isArray(value) ? value : [];
}

/** The name of an identifier, or `null` for anything else. */
export function identifierName(node: SyntaxNode | null): string | null {
  return node?.type === 'Identifier' && typeof node['value'] === 'string' ? node['value'] : null;
}

/** The text of a string literal or of a template without holes; `null` for anything else. */
export function literalText(node: SyntaxNode | null): string | null {
  if (node?.type === 'StringLiteral') return typeof node['value'] === 'string' ? node['value'] : null;
  if (node?.type !== 'TemplateLiteral' || list(node, 'expressions').length > 0) return null;
  const only = list(node, 'quasis')[0];
  return isNode(only) && typeof only['cooked'] === 'string' ? only['cooked'] : null;
}

/** The name of a property that is read by `a.name` or `a['name']`; `null` if it is computed or no such thing. */
export function propertyName(member: SyntaxNode): string | null {
  if (member.type !== 'MemberExpression') return null;
  const property = child(member, 'property');
  return property?.type === 'Computed' ? literalText(child(property, 'expression')) : identifierName(property);
}

function collect(value: unknown, line: number, lines: LineTable, into: PlacedNode[]): void {
  if (Array.isArray(value)) {
    for (const one of value) collect(one, line, lines, into);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const here = lines.of(value, line);
  if (isNode(value)) into.push({ node: value, line: here });
  for (const field of Object.values(value)) collect(field, here, lines, into);
}

class LineTable {
  readonly #breaks: number[] = [];
  readonly #base: number;

  constructor(text: string, base: number) {
    this.#base = base;
    const bytes = Buffer.from(text);
    for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) this.#breaks.push(at);
  }

  /** The line on which the value begins, or `otherwise` if it has no place of its own. */
  of(value: object, otherwise: number): number {
    const span: unknown = 'span' in value ? value.span : null;
    if (typeof span !== 'object' || span === null || !('start' in span) || typeof span.start !== 'number') {
      return otherwise;
    }
    const offset = span.start - this.#base;
    const after = this.#breaks.findIndex((lineBreak) => lineBreak >= offset);
    return (after === -1 ? this.#breaks.length : after) + 1;
  }
}
