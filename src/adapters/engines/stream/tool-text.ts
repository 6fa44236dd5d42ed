import { joinedLines } from '../../../domain/joined-lines.js';

/** The path as seen from the directory, if it lies in it; else unchanged. */
export function relativePath(path: string, directory: string): string {
  if (path === directory) return '.';
  const prefix = directory.endsWith('/') ? directory : `${directory}/`;
  return prefix !== '/' && path.startsWith(prefix) ? path.slice(prefix.length) : path;
}

/** The command with every path into the directory made relative to it. */
export function relativeCommand(command: string, directory: string): string {
  if (directory === '/' || directory === '') return command;
  const prefix = directory.replace(/\/+$/, '').replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return command.replace(new RegExp(`(?<![\\w./~-])${prefix}/`, 'g'), '');
}

/** Of a text that is to be short, so many times its length are looked at: more is blank, or is cut anyway. */
const LOOKED_AT = 16;

/** The text on one line, at most `length` characters long; what is cut shows as `…`. */
export function oneLine(text: string, length: number): string {
  const whole = text.trim();
  const head = whole.slice(0, LOOKED_AT * length);
  const line = joinedLines(head, ' ⏎ ').replaceAll('\t', ' ');
  return shortened(head.length < whole.length ? `${line}…` : line, length);
}

/** The text, at most `length` characters long; what is cut shows as `…`, and no character is cut in half. */
export function shortened(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
