import type { Preview, ToolField, ToolRequest } from '../../../domain/run/agent-request.js';
import { canBeNamed, scopeWords } from '../run/scope-words.js';
import type { Shown } from '../run/shown.js';
import { cutMiddle, onOneLine } from '../text/excerpt.js';
import { codeBlock, codeSpan, escapeMarkdown } from '../text/markdown.js';
import { visibleText } from '../text/visible-text.js';

/** UTF-16 units of the message, of a preview at least, of a field, of its name and of a path; and how many fields. */
const MOST_IN_ALL = 3_600;
const SMALLEST_PREVIEW = 800;
const LONGEST_FIELD = 140;
const LONGEST_NAME = 40;
const LONGEST_PATH = 120;
const MOST_FIELDS = 12;
/** What is longer is not looked at in full: far more than fits. */
const LOOKED_AT = 20_000;
/** Of a change: lines of one kind in a row, and units of a line. */
const MOST_LINES = 14;
const LONGEST_LINE = 160;

/** What a tool is about to do, as much as fits one message with its buttons. */
export function toolText(request: ToolRequest): Shown {
  const { tool, subject, preview, target, always } = request;
  const fields = shownFields(request.fields);
  const path = subject === null ? '' : pathOf(subject);
  const leads = target === null || target.real === target.path ? '' : leadsTo(target.real);
  const meaning = !canBeNamed(always) ? '' : `♾ allows: ${codeSpan(scopeWords(always))}${editsNote(request)}`;
  const reason = request.reason === null ? '' : `ℹ️ ${escapeMarkdown(cutMiddle(request.reason, LONGEST_FIELD))}`;
  const head = [`✋ **Allow ${escapeMarkdown(cutMiddle(tool, 2 * LONGEST_NAME))}?**`, path, leads, reason];
  const around = [...head, fields.markdown, meaning].join('\n\n').length;
  const shown = preview === null ? null : previewText(preview, Math.max(SMALLEST_PREVIEW, MOST_IN_ALL - around));
  const parts = [head.filter((part) => part !== '').join('  \n'), shown?.markdown ?? '', fields.markdown, meaning];
  const pathFits = isShortPath(subject ?? '') && (leads === '' || isShortPath(target?.real ?? ''));
  return {
    markdown: parts.filter((part) => part !== '').join('\n\n'),
    whole:
      (request.reason ?? '').length <= LONGEST_FIELD &&
      fields.whole &&
      (shown?.whole ?? true) &&
      pathFits &&
      tool.length <= 2 * LONGEST_NAME,
  };
}

function pathOf(path: string): string {
  return codeSpan(cutMiddle(visibleText(cutMiddle(path, LOOKED_AT)), LONGEST_PATH));
}

function isShortPath(path: string): boolean {
  return path.length <= LONGEST_PATH && visibleText(path).length <= LONGEST_PATH;
}

function leadsTo(real: string): string {
  return `⚠️ leads to ${pathOf(real)}`;
}

function editsNote({ always }: ToolRequest): string {
  const isEdits = always.some(({ kind }) => kind === 'edits');
  return isEdits ? '. Hidden files and links out of the directory are still asked about.' : '';
}

function shownFields(fields: readonly ToolField[]): Shown {
  const lines = fields.slice(0, MOST_FIELDS).map(({ name, value }) => {
    const text = visibleText(onOneLine(cutMiddle(value, LOOKED_AT)));
    const code = text === '' ? '(empty)' : codeSpan(cutMiddle(text, LONGEST_FIELD));
    return {
      markdown: `${escapeMarkdown(cutMiddle(name, LONGEST_NAME))}: ${code}`,
      whole: text.length <= LONGEST_FIELD,
    };
  });
  const left = fields.length - lines.length;
  const more = left > 0 ? [`… and ${left} more`] : [];
  return {
    markdown: [...lines.map(({ markdown }) => markdown), ...more].join('  \n'),
    whole: left <= 0 && lines.every(({ whole }) => whole) && fields.every(({ name }) => name.length <= LONGEST_NAME),
  };
}

/** What is changed or run, in at most so many UTF-16 units: a change may be judged by its beginning; what is run has to be seen whole, or be seen to be cut. */
export function previewText({ language, text }: Preview, room: number): Shown {
  const visible = visibleText(cutMiddle(text, LOOKED_AT));
  const lines = language === 'diff' ? cutLines(visible.split('\n')).join('\n') : visible;
  const shown = cutOut(lines, room);
  return { markdown: codeBlock(shown, language), whole: shown === visible && text.length <= LOOKED_AT };
}

function cutOut(text: string, room: number): string {
  if (text.length <= room) return text;
  const head = text.slice(0, room - Math.floor(room / 4)).replace(/[\uD800-\uDBFF]$/, '');
  const tail = text.slice(-Math.floor(room / 4)).replace(/^[\uDC00-\uDFFF]/, '');
  return `${head}\n… ${text.length - head.length - tail.length} characters left out …\n${tail}`;
}

/** Of each stretch of lines that begin alike (removed, added, neither) the first ones, and how many more there are. */
function cutLines(lines: readonly string[]): readonly string[] {
  const stretches: string[][] = [];
  for (const line of lines) {
    const last = stretches.at(-1);
    if (last !== undefined && signOf(last[0] ?? '') === signOf(line)) last.push(line);
    else stretches.push([line]);
  }
  return stretches.flatMap((stretch) => {
    const shown = stretch.slice(0, MOST_LINES).map((line) => cutMiddle(line, LONGEST_LINE));
    const more = stretch.length - shown.length;
    return more === 0 ? shown : [...shown, `… ${more} more ${more === 1 ? 'line' : 'lines'}`];
  });
}

function signOf(line: string): string {
  return /^[+-] /.exec(line)?.[0] ?? '';
}
