import { askLater, confirmationOf, post, press, progressOf, say, sayForFile, sayLong } from './asks.js';
import type { Stage } from './stage.js';
import { PEOPLE } from './stage-config.js';
import type { Sums } from './verdict.js';

const [FIRST, SECOND = 0, THIRD = 0, FOURTH = 0, FIFTH = 0, SIXTH = 0] = PEOPLE;
/** When the cron of the scenario is due, from its beginning. */
export const CRON_AFTER_MS = 20_000;
/** An `/at` of the scenario is due so long after it was taken up, and a little. */
const AT_AFTER_MS = 65_000;
const PATIENCE_MS = 8_000;

/** One of each: a message, one with a long answer, one whose run hands out a file, a post that runs, one that tells, an `/at`, one that is taken back, a cancelled run, a cron. */
export async function playScenario(stage: Stage): Promise<Sums> {
  const posts = Promise.all([
    post(stage, 'webhook', { until: tooLate() }),
    post(stage, 'notify', { until: tooLate() }),
  ]);
  say(stage, FIRST);
  sayLong(stage, FIFTH);
  const going = say(stage, SECOND, '[[delay:2500]]');
  const later = askLater(stage, THIRD);
  const dropped = askLater(stage, FOURTH);
  sayForFile(stage, SIXTH);
  await Promise.allSettled([
    posts,
    stage
      .until('the run to cancel', PATIENCE_MS, () => progressOf(stage, going))
      .then((it) => press(stage, 'cancel', it, going)),
    stage
      .until('the one to drop', PATIENCE_MS, () => confirmationOf(stage, dropped))
      .then((it) => press(stage, 'drop', it, dropped)),
    stage.until('the confirmation', PATIENCE_MS, () => confirmationOf(stage, later)),
  ]);
  await stage
    .until('the presses to be taken', PATIENCE_MS, () => stage.bot.updates.pending.length === 0)
    .catch(() => false);
  await stage.until('the presses to be answered', 1_500, () => stage.bot.openButtons.size === 0).catch(() => false);
  for (const ms of [CRON_AFTER_MS + 5_000, 45_000]) stage.jump(ms);
  const sums = await stage.settle();
  if (sums.lost === 0) return sums;
  // What was in hand at a death is taken up one by one, so that an `/at` may be due later than the jumps reach.
  stage.jump(AT_AFTER_MS);
  return stage.settle();
}

function tooLate(): () => boolean {
  const end = performance.now() + PATIENCE_MS;
  return () => performance.now() > end;
}
