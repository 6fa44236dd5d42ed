const PART = /(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^."'\s]+)/y;

/** The parts of a dotted key, those in quotes without them; `null` if it is none. */
export function keyParts(key: string): readonly string[] | null {
  const parts: string[] = [];
  let offset = 0;
  for (;;) {
    PART.lastIndex = offset;
    const [written] = PART.exec(key) ?? [];
    const part = written === undefined ? null : unquoted(written);
    if (written === undefined || part === null) return null;
    parts.push(part);
    offset += written.length;
    if (offset === key.length) return parts;
    if (key[offset] !== '.') return null;
    offset++;
  }
}

function unquoted(part: string): string | null {
  if (part.startsWith("'")) return part.slice(1, -1);
  if (!part.startsWith('"')) return part;
  try {
    return JSON.parse(part) as string;
  } catch {
    return null;
  }
}
