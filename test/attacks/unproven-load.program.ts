import { unprovenLoad, unprovenLoadText } from './unproven-load.js';

const load = await unprovenLoad();
console.log(unprovenLoadText(load));
process.exitCode = load.held ? 0 : 1;
