import { configFile, type Launch } from './launch.js';

/** `untether config path`: prints the path of the file that is meant. */
export function printPath(launch: Launch): number {
  console.log(configFile(launch));
  return 0;
}
