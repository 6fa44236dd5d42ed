import type { Codebase } from '../codebase.js';
import type { Rule } from '../rule.js';

const MANIFEST = /^src\/adapters\/engines\/([^/]+)\/manifest\.ts$/;

/** The layers that know engines by their manifests only. */
const NEUTRAL = /^src\/(?:domain|application)\//;

/** One naming of an engine where none is to be named. */
export interface EngineNaming {
  readonly path: string;
  readonly line: number;
  readonly message: string;
}

/** The engines that there are: each has a folder with a manifest. */
export function engineNames({ files }: Codebase): readonly string[] {
  return [...files.keys()].flatMap((path) => MANIFEST.exec(path)?.[1] ?? []);
}

/** Every naming of an engine in `domain/` and `application/`: in names of files and of things, in texts and in comments. */
export function engineNamings(codebase: Codebase): readonly EngineNaming[] {
  const names = new Set(engineNames(codebase));
  return [...codebase.files.values()]
    .filter(({ path }) => NEUTRAL.test(path))
    .flatMap(({ path, text }) => [
      ...namedIn(path, names).map((name) => ({ path, line: 1, message: `a file about ${name}` })),
      ...text
        .split('\n')
        .flatMap((line, index) =>
          namedIn(line, names).map((name) => ({ path, line: index + 1, message: `names the engine ${name}` })),
        ),
    ]);
}

/** Its words, those of which a name in the code is made among them. `&amp;` is a character. */
function namedIn(text: string, names: ReadonlySet<string>): readonly string[] {
  const words = text
    .replaceAll('&amp;', ' ')
    .split(/[^A-Za-z]+/)
    .flatMap((word) => [word, ...word.split(/(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/)]);
  return [...new Set(words.map((word) => word.toLowerCase()))].filter((word) => names.has(word));
}

/** What differs between engines is said by their manifests, so that a new engine is its folder and a line. */
export const engineNamesRule: Rule = {
  name: 'neither the domain nor the application names an engine',
  check: engineNamings,
};
