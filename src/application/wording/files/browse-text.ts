import type { RunContext } from '../../../domain/project/context.js';
import type { NamedEntry } from '../../ports/system/file-vault.js';
import { counted } from '../text/counted.js';
import { cutMiddle, onOneLine } from '../text/excerpt.js';
import { codeBlock, codeSpan, escapeMarkdown } from '../text/markdown.js';
import { sizeText } from '../text/size-text.js';
import { visibleText } from '../text/visible-text.js';
import { languageOf } from './language-of.js';

/** What the buttons under files say. */
export const BROWSE_LABELS = {
  before: '◀',
  behind: '▶',
  up: '⬆ Up',
  back: '⬅ Back',
  send: '⬇ Send',
  ask: '💬 Ask about it',
} as const;

/** Asks which project is meant. */
export const PROJECTS_TEXT = '📂 Which project?';

const SIGNS: Readonly<Record<NamedEntry['kind'], string>> = { directory: '📂', file: '📄', link: '🔗', other: '▫️' };
/** Characters of a name on its button, and of a path in a text. */
const LONGEST_NAME = 34;
const LONGEST_PATH = 200;

/** What is to be said of a page of a directory. */
export interface ShownDirectory {
  readonly context: RunContext;
  readonly path: string;
  /** From 1. */
  readonly page: number;
  readonly pages: number;
  readonly directories: number;
  readonly others: number;
  readonly leftOut: number;
  readonly isCut: boolean;
}

/** The head of a page of a directory, whose entries are buttons; Markdown. */
export function directoryText({ context, path, page, pages, ...counts }: ShownDirectory): string {
  const { directories, others, leftOut, isCut } = counts;
  const parts = [
    ...(directories > 0 ? [counted(directories, 'folder')] : []),
    ...(others > 0 ? [counted(others, 'file')] : []),
    ...(directories + others === 0 ? ['empty'] : []),
    ...(leftOut > 0 ? [`${leftOut} hidden`] : []),
    ...(pages > 1 ? [`page ${page} of ${pages}`] : []),
  ];
  const more = isCut ? '\n\nThere are more names here than Untether looks at; name a folder further down.' : '';
  return `📂 ${whereText(context, path)}  \n${parts.join(' · ')}${more}`;
}

/** What is known of the beginning of a file. */
export interface ShownFile {
  readonly path: string;
  readonly bytes: number;
  readonly preview: {
    readonly kind: 'text' | 'binary' | 'empty';
    readonly text: string;
    readonly isCut: boolean;
  };
}

/** The beginning of a file; Markdown. */
export function fileText({ path, bytes, preview }: ShownFile): string {
  const head = `📄 ${pathText(path)} · ${sizeText(bytes)}`;
  if (preview.kind === 'empty') return `${head}\n\nThis file is empty.`;
  if (preview.kind === 'binary') return `${head}\n\nThis is no text, so there is nothing to show.`;
  const end = preview.isCut ? '\n\nOnly the beginning is shown.' : '';
  return `${head}\n\n${codeBlock(preview.text, languageOf(path))}${end}`;
}

/** Asks which of the files that a pattern matches is meant; Markdown. */
export function foundText(found: {
  readonly context: RunContext;
  readonly glob: string;
  readonly isCut: boolean;
}): string {
  const more = found.isCut ? ' Only the first ones have a button; a longer pattern finds fewer.' : '';
  return `Several files of ${whereText(found.context, '')} match ${pathText(found.glob)}. Which one?${more}`;
}

/** Invites to ask about a file; Markdown. */
export function questionText(path: string): string {
  return `💬 Reply to this message with what you want to know or change in ${pathText(path)}.`;
}

/** What the empty field says in which a person writes about a file; plain text, at most 64 characters. */
export function questionHint(path: string): string {
  return `About ${nameText(path.slice(path.lastIndexOf('/') + 1))}`;
}

/** What the button of a file or directory says. */
export function entryLabel({
  name,
  kind,
  bytes,
}: Pick<NamedEntry, 'name' | 'kind'> & { readonly bytes?: number }): string {
  const size = kind === 'file' && bytes !== undefined ? ` · ${sizeText(bytes)}` : '';
  return `${SIGNS[kind]} ${nameText(name)}${size}`;
}

function whereText({ project, branch }: RunContext, path: string): string {
  const at = branch === null ? '' : ` ${escapeMarkdown(`@${branch}`)}`;
  return `**${escapeMarkdown(project)}**${at}${path === '' ? '' : ` · ${pathText(path)}`}`;
}

function pathText(path: string): string {
  return codeSpan(cutMiddle(path, LONGEST_PATH));
}

function nameText(name: string): string {
  return cutMiddle(onOneLine(visibleText(name)) || '⟨blank⟩', LONGEST_NAME);
}
