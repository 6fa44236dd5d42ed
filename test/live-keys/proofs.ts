import type { Proof } from './proof.js';
import { budgetProofs } from './proofs/budget.js';
import { chatProofs } from './proofs/chat.js';
import { cronProofs } from './proofs/crons.js';
import { engineProofs } from './proofs/engines.js';
import { fileProofs } from './proofs/files.js';
import { interactionProofs } from './proofs/interaction.js';
import { loopProofs } from './proofs/loops.js';
import { outboxProofs } from './proofs/outbox.js';
import { programProofs } from './proofs/program.js';
import { runProofs } from './proofs/runs.js';
import { serverProofs } from './proofs/server.js';
import { voiceProofs } from './proofs/voice.js';
import { watchProofs } from './proofs/watch.js';
import { webhookProofs } from './proofs/webhooks.js';

/** Everything that is proven, by the whole name of its key. */
export const proofs: ReadonlyMap<string, Proof> = new Map(
  [
    chatProofs,
    voiceProofs,
    runProofs,
    engineProofs,
    interactionProofs,
    loopProofs,
    outboxProofs,
    programProofs,
    serverProofs,
    watchProofs,
    budgetProofs,
    webhookProofs,
    cronProofs,
    fileProofs,
  ].flatMap((area) => Object.entries(area)),
);
