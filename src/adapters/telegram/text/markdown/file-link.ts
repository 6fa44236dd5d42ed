/** Addresses of the web and of programs other than editors; what is none of them is the name of a file. */
const SCHEME = /^(?!file:|vscode:)[a-z][a-z0-9+.-]*:(?!\d)/i;

/** Where in a file: `:12`, `:12:3`, `#L12`, `#L12-L20`. */
const PLACE = /(?::(\d{1,7}(?:[-:]\d{1,7})?)|#L(\d{1,7}(?:C\d+)?(?:-L?\d{1,7}(?:C\d+)?)?))$/;

/** Longer links are shown as they are. */
const LONGEST = 2_048;

/**
 * The one text that stands for a link to a file whose label names that file already, `src/a.ts:12` for
 * `[src/a.ts](/srv/app/src/a.ts:12)`; `null` for every other link.
 */
export function fileLinkText(href: string, label: string): string | null {
  if (href.length > LONGEST || label.length > LONGEST || SCHEME.test(href)) return null;
  const target = decoded(href.replace(/^(?:file|vscode):\/\/(?:file(?=\/))?/i, ''));
  const [targetPath, targetPlace] = parted(target);
  const [labelPath, labelPlace] = parted(label.trim());
  const name = labelPath.replace(/^\.\//, '');
  if (name === '' || !isTailOf(name, targetPath.replace(/^\.\//, ''))) return null;
  const place = labelPlace ?? targetPlace;
  return place === null ? labelPath : `${labelPath}:${place}`;
}

function isTailOf(name: string, path: string): boolean {
  return path === name || path.endsWith(`/${name}`);
}

function parted(text: string): readonly [path: string, place: string | null] {
  const found = PLACE.exec(text);
  if (found === null) return [text, null];
  return [text.slice(0, found.index), found[1] ?? found[2]?.replace(/L|C\d+/g, '') ?? null];
}

/** Blanks and umlauts stand escaped in an address. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
