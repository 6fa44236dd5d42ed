import { dirname, relative } from 'node:path/posix';
import type { Codebase } from './codebase.js';
import { moduleSentences } from './module-sentences.js';
import { floors } from './rules/floors.js';

const HEAD = `<!-- Made from the folders of src and test/architecture/module-sentences.ts by \`npm run docs:reference\`; do not edit. -->

# The modules

Every folder of \`src\`, with the number of files that lie in it directly. Imports go one way, and no two folders import each other;
\`test/architecture\` holds that ([ADR 0001](../adr/0001-layers-enforced-by-a-machine.md)). What the words mean is said in the
[glossary](glossary.md).
`;

const LAYERS: readonly (readonly [folder: string, says: string])[] = [
  ['src/domain', 'Decisions and their words. Imports nothing but itself.'],
  [
    'src/application',
    'Use cases, on floors: the lowest first. A floor imports only from itself, from floors above it in this list, and from the domain.',
  ],
  [
    'src/adapters',
    'One folder for each technology outside. Imports the domain, the application and its packages, and no other adapter.',
  ],
  ['src/composition', 'Puts everything together. May import all of it.'],
];

/** The page that lists every folder of the code, with what is in it. Folders that nobody described have no sentence there. */
export function moduleMap(codebase: Codebase): string {
  const counts = filesByFolder(codebase);
  const folders = foldersOf(codebase);
  const sections = LAYERS.map(([layer, says]) => {
    const inside = folders.filter((folder) => isIn(folder, layer) && folder in moduleSentences);
    const total = [...counts].reduce((sum, [folder, count]) => (isIn(folder, layer) ? sum + count : sum), 0);
    const rows = inside.sort(byFloor).map((folder) => {
      const name = folder === layer ? '.' : relative(layer, folder);
      return `| \`${name}\` | ${counts.get(folder) ?? 0} | ${moduleSentences[folder]} |`;
    });
    return `## \`${layer}\`\n\n${says} ${total} files.\n\n| folder | files | what is in it |\n| --- | --: | --- |\n${rows.join('\n')}\n`;
  });
  return [HEAD, ...sections].join('\n');
}

/** What is wrong with the sentences: folders without one, sentences without a folder. */
export function undescribed(codebase: Codebase): readonly string[] {
  const folders = foldersOf(codebase);
  return [
    ...folders.filter((folder) => !(folder in moduleSentences)).map((folder) => `${folder} has no sentence`),
    ...Object.keys(moduleSentences)
      .filter((folder) => !folders.includes(folder))
      .map((folder) => `${folder} has a sentence and no files`),
  ];
}

/** Every folder that has files or folders in it, but for those that hold nothing except layers or technologies. */
function foldersOf(codebase: Codebase): readonly string[] {
  const folders = [...filesByFolder(codebase).keys()];
  return [...new Set(folders.flatMap((folder) => [folder, ...foldersAround(folder)]))].sort();
}

function foldersAround(folder: string): readonly string[] {
  const around = dirname(folder);
  return around.split('/').length > 2 ? [around, ...foldersAround(around)] : [];
}

function filesByFolder(codebase: Codebase): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const path of codebase.files.keys()) counts.set(dirname(path), (counts.get(dirname(path)) ?? 0) + 1);
  return counts;
}

function isIn(folder: string, layer: string): boolean {
  return folder === layer || folder.startsWith(`${layer}/`);
}

/** Floors of the application in their order, everything else by its name. */
function byFloor(one: string, other: string): number {
  return floorIndex(one) - floorIndex(other) || (one < other ? -1 : 1);
}

function floorIndex(folder: string): number {
  const [, layer, floor = ''] = folder.split('/');
  return layer === 'application' ? floors.indexOf(floor) : 0;
}
