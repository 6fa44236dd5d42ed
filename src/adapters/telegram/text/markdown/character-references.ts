/** The named references that agents write; any other stays as it is written. https://html.spec.whatwg.org/entities.json */
const NAMED: ReadonlyMap<string, string> = new Map(
  Object.entries({
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
    nbsp: '\u00a0',
    ndash: '–',
    mdash: '—',
    hellip: '…',
    bull: '•',
    middot: '·',
    copy: '©',
    reg: '®',
    trade: '™',
    deg: '°',
    plusmn: '±',
    times: '×',
    divide: '÷',
    le: '≤',
    ge: '≥',
    ne: '≠',
    asymp: '≈',
    infin: '∞',
    larr: '←',
    uarr: '↑',
    rarr: '→',
    darr: '↓',
    lsquo: '‘',
    rsquo: '’',
    ldquo: '“',
    rdquo: '”',
    laquo: '«',
    raquo: '»',
    euro: '€',
    pound: '£',
    yen: '¥',
    sect: '§',
    para: '¶',
    check: '✓',
    cross: '✗',
  }),
);

/** The text with its HTML character references resolved: numeric ones and the usual named ones (CommonMark 6.3). */
export function resolveCharacterReferences(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|(\w{2,8}));/g, (whole, decimal, hexadecimal, name) => {
    if (name !== undefined) return NAMED.get(name) ?? whole;
    return character(decimal === undefined ? Number.parseInt(hexadecimal, 16) : Number(decimal));
  });
}

function character(codePoint: number): string {
  const valid = codePoint > 0 && codePoint <= 0x10ffff && (codePoint & 0xfffff800) !== 0xd800;
  return valid ? String.fromCodePoint(codePoint) : '\ufffd';
}
