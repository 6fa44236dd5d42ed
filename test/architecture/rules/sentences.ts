import { fileRule, type Rule } from '../rule.js';
import { child, identifierName, isNode, list, type SyntaxNode } from '../syntax-tree.js';

/** Where texts for people are made. */
const WORDING = 'src/application/wording/';

/** Files that may hold texts, each with the reason. */
const EXEMPT: readonly (readonly [path: RegExp, why: string])[] = [
  [/^src\/domain\/run\/answer-words\.ts$/, 'words that people write are read there'],
  [/^src\/domain\/trigger\/webhook-secret\.ts$/, 'words that make a secret easy to guess are looked up there'],
];

/** What a command declares of itself. */
const DECLARED: ReadonlySet<string> = new Set(['description', 'usage']);

const FEWEST_WORDS = 3;
const WORD = /^[("“‘']*\p{L}[\p{L}'’-]*[.,:;!?…)"”’']*$/u;
/** Stands where a text has a hole. */
const HOLE = '\u{FFFC}';

/**
 * In the domain and the application sentences, emoji and markup stand in `wording/` alone; everywhere else what people are
 * told is data. Nobody is told what an error says that is thrown since something can't happen, the keys of objects and
 * the literals of types; what a command is for and how it is written are declared by it.
 */
export const sentencesRule: Rule = fileRule('what people read is made in wording', ({ path, tree }) => {
  const isLooked = /^src\/(?:application|domain)\//.test(path) && !path.startsWith(WORDING);
  if (!isLooked || EXEMPT.some(([exempt]) => exempt.test(path))) return [];
  const spared = new Set(tree.nodes.flatMap(({ node }) => sparedBelow(node)));
  return tree.nodes.flatMap(({ node, line }) => {
    const message = spared.has(node) ? null : objection(textOf(node));
    return message === null ? [] : [{ line, message }];
  });
});

/** The texts below a node that nobody reads, or that are looked at with it. */
function sparedBelow(node: SyntaxNode): readonly SyntaxNode[] {
  switch (node.type) {
    case 'ThrowStatement':
    case 'TsLiteralType':
    case 'ImportDeclaration':
      return textsIn(Object.values(node));
    case 'CallExpression':
      return child(node, 'callee')?.type === 'Super' ? textsIn(node['arguments']) : [];
    case 'KeyValueProperty':
      return textsIn(node['key']);
    case 'ClassProperty':
      return DECLARED.has(identifierName(child(node, 'key')) ?? '') ? textsIn(node['value']) : [];
    case 'BinaryExpression':
      return [node['left'], node['right']].map(unwrapped).filter(isText);
    default:
      return [];
  }
}

function textsIn(value: unknown): readonly SyntaxNode[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  const below = Object.values(value).flatMap(textsIn);
  return isText(value) ? [value, ...below] : below;
}

function isText(value: unknown): value is SyntaxNode {
  return isNode(value) && /^(?:StringLiteral|TemplateLiteral|BinaryExpression)$/.test(value.type);
}

function unwrapped(value: unknown): unknown {
  return isNode(value) && value.type === 'ParenthesisExpression' ? unwrapped(value['expression']) : value;
}

/** What a literal or a sum of them says, with holes for what is not literal; empty for what is neither. */
function textOf(node: SyntaxNode): string {
  switch (node.type) {
    case 'StringLiteral':
      return typeof node['value'] === 'string' ? node['value'] : '';
    case 'TemplateLiteral':
      return list(node, 'quasis').filter(isNode).map(cooked).join(HOLE);
    case 'BinaryExpression':
      return node['operator'] === '+' ? summand(node['left']) + summand(node['right']) : '';
    default:
      return '';
  }
}

function summand(value: unknown): string {
  const node = unwrapped(value);
  return isText(node) ? textOf(node) : HOLE;
}

function cooked(part: SyntaxNode): string {
  return typeof part['cooked'] === 'string' ? part['cooked'] : '';
}

function objection(text: string): string | null {
  const shown = JSON.stringify(text.replaceAll(HOLE, '…').slice(0, 50));
  if (/\p{Extended_Pictographic}|\u{FE0F}/u.test(text)) return `an emoji in ${shown}`;
  // Two stars beside a slash belong to a pattern of paths.
  if (/`|(?<!\/)\*\*(?!\/)|<\/?(?:a|b|blockquote|code|i|pre|s|u)\b/.test(text)) return `markup in ${shown}`;
  const words = text.split(/\s+/).filter((word) => WORD.test(word));
  return words.length < FEWEST_WORDS ? null : `a sentence: ${shown}`;
}
