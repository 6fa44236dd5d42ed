/** A `file_path` of the Bot API as a part of an address; `null` unless it is relative and leads nowhere else. */
export function filePathParts(path: string): string | null {
  const parts = path.split('/');
  const isPlain = parts.every((part) => part !== '' && part !== '.' && part !== '..' && !/[\\\p{Cc}]/u.test(part));
  return isPlain && path.isWellFormed() ? parts.map(encodeURIComponent).join('/') : null;
}
