const LONGEST = 32;

/** A name for the project in a directory that nothing else has: letters that every keyboard has, digits and dashes. */
export function aliasFor(directoryName: string, taken: ReadonlySet<string>): string {
  const plain = directoryName
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9_]+/g, '-')
    .slice(0, LONGEST)
    .replace(/^-+|-+$/g, '');
  const name = plain === '' ? 'project' : plain;
  if (!taken.has(name)) return name;
  let number = 2;
  while (taken.has(`${name}-${number}`)) number++;
  return `${name}-${number}`;
}
