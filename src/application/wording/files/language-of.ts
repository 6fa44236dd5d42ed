/** Languages whose files end in something else than the language is called. */
const LANGUAGES: Readonly<Record<string, string>> = {
  bash: 'bash',
  cjs: 'javascript',
  cs: 'csharp',
  cts: 'typescript',
  h: 'c',
  hpp: 'cpp',
  htm: 'html',
  js: 'javascript',
  kt: 'kotlin',
  md: 'markdown',
  mjs: 'javascript',
  mts: 'typescript',
  patch: 'diff',
  pl: 'perl',
  ps1: 'powershell',
  py: 'python',
  rb: 'ruby',
  rs: 'rust',
  sh: 'bash',
  svg: 'xml',
  tex: 'latex',
  tf: 'hcl',
  ts: 'typescript',
  yml: 'yaml',
  zsh: 'bash',
};

/** Names that say the language without an ending. */
const NAMES: Readonly<Record<string, string>> = {
  containerfile: 'docker',
  dockerfile: 'docker',
  gemfile: 'ruby',
  makefile: 'makefile',
  rakefile: 'ruby',
};

/** The language of a file, as code blocks name it; empty where its name doesn’t tell. */
export function languageOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const ending = /[^.]\.(?<ending>[a-z][a-z0-9]{0,11})$/.exec(name)?.groups?.['ending'] ?? '';
  if (Object.hasOwn(NAMES, name)) return NAMES[name] ?? '';
  return Object.hasOwn(LANGUAGES, ending) ? (LANGUAGES[ending] ?? '') : ending;
}
