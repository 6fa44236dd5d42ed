/** The absolute path of what lies below a directory; absolute paths and those at home are as they are written. */
export function joinedPath(directory: string, path: string): string {
  if (path === '') return directory;
  return /^(?:\/|~(?:\/|$))/.test(path) ? path : `${directory}/${path}`;
}

/** The same as it is called from the directory on, without slashes that say nothing; as it is written where it lies elsewhere. */
export function pathBelow(directory: string, written: string): string {
  const full = joinedPath(directory, written)
    .replaceAll(/\/(?:\.?\/)+/g, '/')
    .replace(/(?<=.)\/\.?$/, '');
  if (full === directory) return '';
  return full.startsWith(`${directory}/`) ? full.slice(directory.length + 1) : full;
}

/** The directory that a path lies in; `null` for the top. */
export function parentOf(path: string): string | null {
  if (path === '' || path.startsWith('/')) return null;
  const end = path.lastIndexOf('/');
  return end === -1 ? '' : path.slice(0, end);
}

/** A name in a directory. */
export function childOf(path: string, name: string): string {
  return path === '' ? name : `${path}/${name}`;
}
