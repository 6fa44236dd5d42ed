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

/** The text on one line, at most `length` characters long; what is cut shows as `…`. */
export function oneLine(text: string, length: number): string {
  const line = text
    .trim()
    .replace(/\s*\r?\n\s*/g, ' ⏎ ')
    .replaceAll('\t', ' ');
  return shortened(line, length);
}

/** The text, at most `length` characters long; what is cut shows as `…`, and no character is cut in half. */
export function shortened(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
