import { readlink, realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join } from 'node:path';

/** The most symbolic links that are followed; Linux follows as many. */
const MOST_HOPS = 40;

/** The path of the file that a path leads to over symbolic links, whether or not there is one at their end. */
export async function endOfLinks(path: string, hopsLeft = MOST_HOPS): Promise<string> {
  const place = join(await realpath(dirname(path)), basename(path));
  const link = await linkAt(place);
  if (link === null || hopsLeft === 0) return place;
  return endOfLinks(isAbsolute(link) ? link : `${dirname(place)}/${link}`, hopsLeft - 1);
}

async function linkAt(path: string): Promise<string | null> {
  try {
    return await readlink(path);
  } catch {
    return null;
  }
}
