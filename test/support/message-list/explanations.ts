import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'smol-toml';
import { projectRoot } from '../../architecture/project-root.js';

/** What is said about messages that have these words in them. */
export interface Explanation {
  readonly words: string;
  readonly means: string;
  readonly todo: string;
}

/** Messages about one thing: the files that make them, paths below `src`, and what is to be known of all of them. */
export interface MessageGroup {
  readonly title: string;
  readonly files: readonly string[];
  readonly means: string;
  readonly todo: string;
  /** What is said of the group holds for each of its messages: buttons, or problems that bring their fix with them. */
  readonly asAWhole: boolean;
  /** Each of its messages tells of a problem, whatever its words. */
  readonly allProblems: boolean;
  readonly messages: readonly Explanation[];
}

/** A chapter of the page. */
export interface MessagePart {
  readonly title: string;
  readonly groups: readonly MessageGroup[];
}

const FOLDER = join(projectRoot, 'scripts/messages');

const PARTS = [
  'run',
  'handed-out',
  'browse',
  'approval',
  'chat',
  'commands',
  'triggers',
  'reload',
  'health',
  'setup',
  'start',
  'configuration',
  'agent',
];

/** What is written about the messages, in the order of the page; throws where it is not well-formed. */
export function messageParts(): readonly MessagePart[] {
  return PARTS.map((name) => {
    const part: unknown = parse(readFileSync(join(FOLDER, `${name}.toml`), 'utf8'));
    return { title: text(part, 'title'), groups: entries(part, 'group').map(groupOf) };
  });
}

function groupOf(group: unknown): MessageGroup {
  return {
    title: text(group, 'title'),
    files: entries(group, 'files').map(String),
    means: text(group, 'means'),
    todo: text(group, 'do'),
    asAWhole: field(group, 'as_a_whole') === true,
    allProblems: field(group, 'all_problems') === true,
    messages: field(group, 'messages') === undefined ? [] : entries(group, 'messages').map(explanationOf),
  };
}

function explanationOf(entry: unknown): Explanation {
  const [words, means, todo, ...more] = Array.isArray(entry) ? entry.map(String) : [];
  if (words === undefined || means === undefined || todo === undefined || more.length > 0) {
    throw new Error(`not [words, means, do]: ${JSON.stringify(entry)}`);
  }
  return { words, means, todo };
}

function field(table: unknown, name: string): unknown {
  return typeof table === 'object' && table !== null
    ? Object.entries(table).find(([key]) => key === name)?.[1]
    : undefined;
}

function text(table: unknown, name: string): string {
  const value = field(table, name);
  if (typeof value !== 'string' || value.trim() === '') throw new Error(`no ${name} in ${JSON.stringify(table)}`);
  return value;
}

function entries(table: unknown, name: string): readonly unknown[] {
  const value = field(table, name);
  if (!Array.isArray(value)) throw new Error(`no list ${name} in ${JSON.stringify(table)}`);
  return value;
}
