import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FILE = fileURLToPath(new URL('../../../../test/fixtures/voice/cart-total.ogg', import.meta.url));

/** Two seconds of speech in Ogg and Opus. */
export const VOICE_NOTE: Uint8Array<ArrayBuffer> = new Uint8Array(readFileSync(FILE));

/** What is said in it. */
export const SAID = 'Add a test for the cart total.';
