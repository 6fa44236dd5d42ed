import type { Tree } from '../document.js';
import { action, during, STARTED, usage } from '../held-run.js';
import type { LiveStage } from '../live-stage.js';
import { type Proof, type Proofs, under } from '../proof.js';

/** Whether a run that costs this is told of, and whether it still goes on. */
const spending = (costUsd: number, look: 'told' | 'going-on'): Proof['see'] => {
  const told = (stage: LiveStage) => stage.app.texts('notice').filter((text) => text.includes('cost_budget')).length;
  return (stage) =>
    during(stage, async (run) => {
      const before = told(stage);
      run.emit(STARTED, { kind: 'spent', usage: usage(costUsd) }, action('started'));
      await stage.pass(10_000);
      return look === 'told' ? told(stage) > before : stage.world.engine.live > 0;
    });
};
const on: Tree = { cost_budget: { enabled: true } };
const small: Tree = { cost_budget: { enabled: true, max_cost_per_run: 1 } };

/** `[cost_budget]`. */
export const budgetProofs: Proofs = under('cost_budget', {
  enabled: {
    around: { cost_budget: { max_cost_per_run: 1 } },
    to: true,
    see: spending(1.2, 'told'),
    shows: [false, true],
  },
  max_cost_per_run: { around: on, from: 100, to: 1, see: spending(1.2, 'told'), shows: [false, true] },
  max_cost_per_day: { around: on, from: 100, to: 2, see: spending(1.2, 'told'), shows: [false, true] },
  warn_at_pct: { around: small, to: 95, see: spending(0.8, 'told'), shows: [true, false] },
  auto_cancel: { around: small, to: true, see: spending(1.2, 'going-on'), shows: [true, false] },
});
