import { fileRule, importRule, type Rule } from '../rule.js';
import { child, identifierName, type PlacedNode } from '../syntax-tree.js';

/** Inversify's decorators, and the functions that stand in for them. */
const containerDecorators =
  /^(?:injectable|injectFromBase|inject|multiInject|decorate|unmanaged|optional|named|tagged)/;

/** Decorators describe configuration and nothing else. */
export const decoratorRules: readonly Rule[] = [
  fileRule('decorators are used only by the DTOs of the configuration', (file) =>
    file.path.startsWith('src/adapters/config/schema/')
      ? []
      : decorators(file.tree.nodes).map(({ line, name }) => ({ line, message: `@${name}` })),
  ),
  fileRule('no class is decorated for the container', (file) =>
    decorators(file.tree.nodes)
      .filter(({ name }) => containerDecorators.test(name))
      .map(({ line, name }) => ({ line, message: `@${name}` })),
  ),
  importRule('nobody imports decorators of the container', ({ use, to }) => {
    if (to.kind !== 'package' || !(to.name === 'inversify' || to.name.startsWith('@inversify'))) return null;
    return use.names.find((name) => containerDecorators.test(name)) ?? null;
  }),
];

function decorators(nodes: readonly PlacedNode[]): readonly { readonly line: number; readonly name: string }[] {
  return nodes
    .filter(({ node }) => node.type === 'Decorator')
    .map(({ node, line }) => {
      const expression = child(node, 'expression');
      const callee = expression?.type === 'CallExpression' ? child(expression, 'callee') : expression;
      return { line, name: identifierName(callee) ?? '(an expression)' };
    });
}
