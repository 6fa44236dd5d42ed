import { LIVE_EFFECTS, liveEffectText } from '../schema/keys/live-effect.js';
import {
  entriesOf,
  isOpen,
  liveEffect,
  type SchemaKey,
  type TableClass,
  type TableEntry,
  type ValueEntry,
} from '../schema/keys/schema.js';
import { isNotBuiltYet } from './not-built-yet.js';

const HEAD = `<!-- Made from the schema by \`npm run docs:reference\`; do not edit. -->

# Configuration

Everything is set in one TOML file: \`~/.untether/untether.toml\`, or the one named by \`--config\` or \`UNTETHER_CONFIG_PATH\`.
Unknown keys are refused, each with its line and the nearest known key. Only the tables of engines and plugins may have
keys of their own: one that is near a known key is refused there too, others are warned about. \`untether config check\` tells every
error and warning of a file at once.

Each key can be overridden by an environment variable: \`UNTETHER__\`, then the tables and the key with two underscores
between them, as in \`UNTETHER__PROGRESS__MAX_ACTIONS=10\`. Lists and tables are written as in TOML or JSON.

Keys marked *no effect yet* are read and checked, but what they set is not built yet.

## When an edit allows more

Edits that allow more than before are reported with a message of their own that rings, whatever \`reload.announce\` says, and are
[told for good](../explanation/reload.md#what-allows-more). The column *allows more* says of each key which edits these are; it is
empty where none is. Unset counts as what unset does: a mode that is taken away may allow more than the one that was there. Of a
list of tables a new entry, or one that is switched on, allows more by being there. Keys of an engine's or plugin's own that
this page doesn't name count with any change.

## When an edit takes effect

No key needs a restart but \`state_dir\`. The column *live* says of each key how an edit of it takes effect; the tests flip every
key on the running program and look.

| live | an edit takes effect |
|---|---|
${LIVE_EFFECTS.map((effect) => `| ${effect} | ${liveEffectText(effect)} |`).join('\n')}
`;

/** The reference page of the configuration that `root` is the schema of, in Markdown. */
export function referencePage(root: TableClass): string {
  const sections = [section('Top level', [], root), ...tablesIn(root, [])];
  return `${[HEAD, ...sections].join('\n')}`;
}

function tablesIn(table: TableClass, around: readonly string[]): readonly string[] {
  return [...entriesOf(table).values()].flatMap((entry) => {
    if (entry.shape === 'value') return [];
    const path = [...around, entry.name, ...placeIn(entry)];
    return [section(heading(entry, path), path, entry.table, entry.description), ...tablesIn(entry.table, path)];
  });
}

function placeIn({ shape }: TableEntry): readonly string[] {
  if (shape === 'table') return [];
  return shape === 'named-tables' ? ['<name>'] : ['*'];
}

function heading(entry: TableEntry, path: readonly string[]): string {
  const name = path.filter((part) => part !== '*').join('.');
  return entry.shape === 'tables' ? `\`[[${name}]]\`` : `\`[${name}]\``;
}

function section(title: string, path: readonly string[], table: TableClass, description?: string): string {
  const defaults = new table() as Readonly<Record<string, unknown>>;
  const rows = [...entriesOf(table).values()].flatMap((entry) =>
    entry.shape === 'value' ? [row({ entry, path: [...path, entry.name], table }, defaults[entry.name])] : [],
  );
  const intro = description === undefined ? [] : [description, ''];
  const open = isOpen(table) ? ['Further keys are kept as they are.', ''] : [];
  const keys =
    rows.length === 0
      ? []
      : ['| key | type | default | live | allows more | meaning |', '|---|---|---|---|---|---|', ...rows, ''];
  return [`## ${title}`, '', ...intro, ...keys, ...open].join('\n');
}

function row(key: SchemaKey, value: unknown): string {
  const { entry, path } = key;
  const isIdle = isNotBuiltYet(path);
  const live = isIdle ? null : liveEffect(key);
  const meaning = `${entry.description}${isIdle ? ' *No effect yet.*' : ''}`;
  const wider = entry.widens === null || entry.widens === 'never' ? '' : entry.widens.text;
  const cells = [`\`${entry.name}\``, entry.kind.type, defaultOf(entry, value), live ?? '', wider, meaning];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function defaultOf(entry: ValueEntry, value: unknown): string {
  if (entry.required) return '**required**';
  if (entry.defaultText !== null) return entry.defaultText;
  return value === null || value === undefined ? 'unset' : `\`${JSON.stringify(value)}\``;
}
