/**
 * Whether git would take the text for the name of a branch (https://git-scm.com/docs/git-check-ref-format), so that
 * `@text` may mean one. What can't be a branch is part of what a person says.
 */
export function canBeBranch(name: string): boolean {
  if (name === '' || name === '@' || FORBIDDEN.test(name)) return false;
  return name.split('/').every((part) => part !== '' && !part.startsWith('.') && !part.endsWith('.lock'));
}

// Control characters, blanks, the characters that git keeps for itself, `..`, `@{`, and what may stand at neither end.
// biome-ignore lint/suspicious/noControlCharactersInRegex: git refuses them
const FORBIDDEN = /[\u0000-\u0020\u007f~^:?*[\\]|\.\.|@\{|^-|\.$/;
