import { calls, requires } from '../module-use.js';
import type { Resolution } from '../resolve-module.js';
import { described, fileRule, importRule, type Rule } from '../rule.js';
import { child } from '../syntax-tree.js';

const layerFolder = /^src\/(?:domain|application|composition|adapters\/[^/]+)\//;

/** The folder that a file may not leave without a rule: a layer, or one adapter. `null` for a file that is in none. */
function layerOf(path: string): string | null {
  return layerFolder.exec(path)?.[0] ?? null;
}

function leadsInto(to: Resolution, ...layers: string[]): boolean {
  return to.kind === 'source' && layers.some((layer) => to.path.startsWith(layer));
}

/** Which way the arrows between the layers point. */
export const layerRules: readonly Rule[] = [
  {
    name: 'every file belongs to a layer, every adapter to a folder',
    check: (codebase) =>
      [...codebase.files.keys()]
        .filter((path) => layerOf(path) === null || !path.endsWith('.ts'))
        .map((path) => ({ path, line: 1, message: 'it is in no layer, or no TypeScript' })),
  },
  importRule('every import leads to something that is known', ({ to }) =>
    to.kind === 'unresolved' ? `can't be followed: ${to.why}` : null,
  ),
  fileRule("a require of one's own is called on the spot, so that it can be followed", (file) => {
    const { nodes } = file.tree;
    const made = nodes.filter(({ node }) => node.type === 'CallExpression' && calls(node, 'createRequire'));
    const followed = new Set(nodes.map(({ node }) => (requires(node) ? child(node, 'callee') : null)));
    const kept = made.filter(({ node }) => !followed.has(node));
    const hidden = file.uses.filter(
      (use) =>
        /^(?:node:)?module$/.test(use.specifier ?? '') &&
        (use.localNames.length > 0 || (use.names.includes('createRequire') && made.length === 0)),
    );
    return [...kept, ...hidden].map(({ line }) => ({ line, message: 'what it loads is unknown' }));
  }),
  importRule('src imports nothing from test or from anywhere else outside', ({ to }) =>
    to.kind === 'outside' ? `leads to ${to.path}` : null,
  ),
  importRule('the domain imports only the domain', ({ from, to }) =>
    from.path.startsWith('src/domain/') && !leadsInto(to, 'src/domain/') ? `leads to ${described(to)}` : null,
  ),
  importRule('the application imports only the domain and the application', ({ from, to }) =>
    from.path.startsWith('src/application/') && !leadsInto(to, 'src/domain/', 'src/application/')
      ? `leads to ${described(to)}`
      : null,
  ),
  importRule('an adapter imports no other adapter', ({ from, to }) => {
    if (!from.path.startsWith('src/adapters/') || !leadsInto(to, 'src/adapters/')) return null;
    return layerOf(from.path) === layerOf(described(to)) ? null : `leads to ${described(to)}`;
  }),
  importRule('nobody imports the composition', ({ from, to }) =>
    leadsInto(to, 'src/composition/') && !from.path.startsWith('src/composition/') ? `leads to ${described(to)}` : null,
  ),
];
