import { resolve } from 'node:path';

/** The folder of the repository, seen from the compiled tests. */
export const projectRoot = resolve(import.meta.dirname, '../../..');
