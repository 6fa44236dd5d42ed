import { toolRequest } from '../../support/builders/tool-request.js';
import type { HeldRun } from '../../support/fakes/fake-engine.js';
import { during } from '../held-run.js';
import type { LiveStage } from '../live-stage.js';
import { type Proofs, under } from '../proof.js';

const REQUEST = toolRequest({ always: [] });

/** What came of a request that nobody answered for ten seconds. */
const asking = (look: (stage: LiveStage, run: HeldRun) => unknown) => (stage: LiveStage) =>
  during(stage, async (run) => {
    run.emit({ kind: 'asked', request: REQUEST });
    await stage.pass(10_000);
    return look(stage, run);
  });

/** `[interaction]`. */
export const interactionProofs: Proofs = under('interaction', {
  deadline_s: { to: 5, see: asking((_stage, run) => run.words.length), shows: [0, 1] },
  reminder_s: {
    to: 5,
    see: asking((stage) => stage.app.texts('said').some((text) => text.includes('still waiting'))),
    shows: [false, true],
  },
  steering: {
    to: 'hand_over',
    see: (stage) =>
      during(stage, async (run) => {
        await stage.app.say('and another thing');
        return run.words.length;
      }),
    shows: [0, 1],
  },
});
