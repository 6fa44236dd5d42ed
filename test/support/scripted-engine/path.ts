import { resolve } from 'node:path';

/** The repository's root, seen from the compiled tests. */
export const repositoryRoot = resolve(import.meta.dirname, '../../../..');

/** The scripted engine's program; see its README. */
export const scriptedEngine = resolve(repositoryRoot, 'test/support/scripted-engine/scripted-engine.mjs');
