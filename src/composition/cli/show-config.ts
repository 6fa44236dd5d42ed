import { type ConfigListing, type ListedKey, listConfig } from '../../adapters/config/edit/list-config.js';
import { CONFIG_SCHEMA } from '../wiring/config-schema.js';
import { configText, EXIT, sayLines, sayProblem } from './config-desk.js';
import { configFile, type Launch } from './launch.js';

/** `untether config get`: prints what a key has in force; 1 if it has nothing. */
export async function getConfig(launch: Launch & { readonly json: boolean }, key: string): Promise<number> {
  const listing = await listingOf(launch);
  if (listing === null) return EXIT.refused;
  const found = listing.find(key);
  if (!found.ok) return sayProblem(found.problem);
  const [first] = found.value;
  if (first === undefined) {
    sayLines([`untether: ${key} is not set, and has no default.`]);
    return EXIT.absent;
  }
  if (found.value.length > 1 || first.key.length > key.length + 1) return printKeys(found.value, launch.json);
  console.log(launch.json ? JSON.stringify(first.json) : plain(first));
  if (first.variable !== null) sayLines([`(from the environment variable ${first.variable})`]);
  return EXIT.fine;
}

/** `untether config list`: prints the keys that are written, or all that have a value, one on a line. */
export async function listKeys(
  launch: Launch & { readonly json: boolean; readonly all: boolean },
  prefix: string | null,
): Promise<number> {
  const listing = await listingOf(launch);
  if (listing === null) return EXIT.refused;
  const keys = launch.all ? listing.effective : listing.written;
  if (prefix === null) return printKeys(keys, launch.json);
  const chosen = keys.filter(({ key }) => key === prefix || key.startsWith(`${prefix}.`));
  if (chosen.length > 0) return printKeys(chosen, launch.json);
  const found = listing.find(prefix);
  if (!found.ok) return sayProblem(found.problem);
  sayLines([`untether: nothing is written for ${prefix}.`, '  --all shows the defaults too.']);
  return EXIT.absent;
}

async function listingOf(launch: Launch): Promise<ConfigListing | null> {
  const read = await configText(launch).read();
  if (!read.ok) {
    sayProblem(read.problem);
    return null;
  }
  const listing = listConfig(read.value.text, launch.environment, CONFIG_SCHEMA);
  if (listing.ok) return listing.value;
  const { message, line, column } = listing.problem;
  sayLines([`${configFile(launch)}:${line}:${column}  error  ${message}`]);
  return null;
}

function printKeys(keys: readonly ListedKey[], json: boolean): number {
  if (json) console.log(JSON.stringify(Object.fromEntries(keys.map((one) => [one.key, one.json])), null, 2));
  else for (const { key, value } of keys) console.log(`${key} = ${value}`);
  return EXIT.fine;
}

/** Text without its quotes, so that a script can use it. */
function plain({ value, json }: ListedKey): string {
  return typeof json === 'string' ? json : value;
}
