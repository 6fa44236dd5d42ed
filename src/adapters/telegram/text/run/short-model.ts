const CLAUDE =
  /claude-(?:(?<family>[a-z]+)(?:-(?<version>\d{1,2}(?:-\d{1,2})?))?|(?<older>\d(?:-\d)?)-(?<olderFamily>[a-z]+))(?![a-z])/i;

/** A model's name as a footer shows it: `opus 4.6 (1M)` for Claude's ids, others without `auto-` and date. */
export function shortModel(model: string): string {
  const context = /\[(\w+)\]$/.exec(model)?.[1];
  const suffix = context === undefined ? '' : ` (${context.toUpperCase()})`;
  const name = model
    .replace(/\[\w+\]$/, '')
    .replace(/^auto-/, '')
    .replace(/[-@]20\d{2}-?\d{2}-?\d{2}.*$/, '');
  return claudeName(name) + suffix;
}

function claudeName(name: string): string {
  const groups = CLAUDE.exec(name)?.groups;
  const family = groups?.['family'] ?? groups?.['olderFamily'];
  if (family === undefined) return name;
  const version = groups?.['version'] ?? groups?.['older'];
  return version === undefined ? family : `${family} ${version.replace('-', '.')}`;
}
