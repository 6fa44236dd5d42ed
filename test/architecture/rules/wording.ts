import { oldWordsIn } from '../plain-words.js';
import { fileRule, type Rule } from '../rule.js';
import { isNode, type SyntaxNode } from '../syntax-tree.js';

/** The words that people answer with are theirs. */
const VOCABULARY = 'src/domain/run/answer-words.ts';

/** Sentences for people are in plain words. A text of one word is a name in the code, and comments are for those who read it. */
export const wordingRule: Rule = fileRule('what people read is in plain words', (file) => {
  if (file.path === VOCABULARY) return [];
  return file.tree.nodes.flatMap(({ node, line }) => {
    const text = textOf(node);
    return text.trim().includes(' ') ? oldWordsIn(text).map((message) => ({ line, message })) : [];
  });
});

function textOf(node: SyntaxNode): string {
  const value = node.type === 'TemplateElement' ? node['cooked'] : node.type === 'StringLiteral' ? node['value'] : '';
  if (typeof value === 'string') return value;
  return isNode(value) && typeof value['value'] === 'string' ? value['value'] : '';
}
