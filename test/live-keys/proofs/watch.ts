import type { RunEvent } from '../../../src/domain/run/run-event.js';
import type { Tree } from '../document.js';
import { ANSWER, action, during, repeats, STARTED, usage } from '../held-run.js';
import type { LiveStage } from '../live-stage.js';
import { type Proof, type Proofs, under } from '../proof.js';

const MINUTE_MS = 60_000;
type See = Proof['see'];

const complaints = (stage: LiveStage) => stage.app.texts('notice').filter((text) => text.startsWith('⏳')).length;

/** How often a run is warned of that does this and then nothing for so long. */
const warned =
  (minutes: number, ...events: readonly RunEvent[]): See =>
  (stage) =>
    during(stage, async (run) => {
      const before = complaints(stage);
      run.emit(STARTED, ...events);
      await stage.pass(minutes * MINUTE_MS);
      return complaints(stage) - before;
    });

/** Whether a run still goes on that did this and then nothing for so long. */
const goesOn =
  (minutes: number, ...events: readonly RunEvent[]): See =>
  (stage) =>
    during(stage, async (run) => {
      run.emit(STARTED, ...events);
      await stage.pass(minutes * MINUTE_MS);
      return stage.world.engine.live > 0;
    });

const RESULT = [action('started'), action('completed')];

/** Whether a run that is stuck after the result of a tool is begun anew. */
const recovers: See = (stage) =>
  during(stage, async (run) => {
    const before = stage.world.engine.orders.length;
    run.emit(STARTED, ...RESULT);
    await stage.pass(8 * MINUTE_MS);
    return stage.world.engine.orders.length > before;
  });

const broken = (kind: 'ended-early' | 'stream-idle'): RunEvent => {
  const problem = kind === 'ended-early' ? { kind, message: 'ended', exitCode: 0 } : { kind, message: 'idle' };
  return { kind: 'completed', ok: false, answer: '', problem, usage: usage(0) };
};
const cutOff: See = (stage) => repeats(stage, STARTED, ...RESULT, broken('ended-early'));
const idle: See = (stage) => repeats(stage, STARTED, broken('stream-idle'));

const nothing = { costUsd: 0, turns: 0, durationMs: 0, inputTokens: 0, outputTokens: 0 };
const EMPTY: RunEvent = { kind: 'completed', ok: true, answer: '', problem: null, usage: nothing };
const chat: Tree = { transports: { telegram: { session_mode: 'chat' } } };

/** How many processes are begun anew for a message to a conversation that answers nothing. */
const empty: See = async (stage) => {
  await stage.app.say('/new');
  await repeats(stage, STARTED, ANSWER);
  return repeats(stage, STARTED, EMPTY);
};

/** Whether a conversation is gone on with whose process had to be killed. */
const afterTornDown: See = async (stage) => {
  await stage.app.say('/new');
  await repeats(stage, STARTED, ANSWER, { kind: 'torn-down' });
  const [order] = await stage.newOrders(() => stage.app.say('more'));
  return order?.resume !== null;
};

const recovering: Tree = { watchdog: { detect_stuck_after_tool_result: true } };

/** The rest of `[watchdog]`, and `[auto_continue]`. */
export const watchProofs: Proofs = {
  ...under('watchdog', {
    liveness_timeout: { to: 3_000, see: warned(11), shows: [1, 0] },
    tool_timeout: { to: 3_000, see: warned(11, action('started')), shows: [1, 0] },
    mcp_tool_timeout: { to: 3_000, see: warned(16, action('started', 'mcp_tool')), shows: [1, 0] },
    subagent_timeout: { to: 3_000, see: warned(16, action('started', 'subagent')), shows: [1, 0] },
    bash_grace_seconds: {
      around: { watchdog: { tool_timeout: 60 } },
      to: 300,
      see: warned(2, action('started')),
      shows: [1, 0],
    },
    stall_repeat_seconds: { to: 600, see: warned(19), shows: [3, 1] },
    stall_auto_kill: { to: true, see: goesOn(25), shows: [true, false] },
    pre_result_silence_timeout: { to: 7_200, see: goesOn(61), shows: [false, true] },
    post_result_idle_enabled: { to: false, see: goesOn(11, ANSWER), shows: [false, true] },
    post_result_idle_timeout: { to: 3_000, see: goesOn(11, ANSWER), shows: [false, true] },
    detect_stuck_after_tool_result: { to: true, see: warned(6, ...RESULT), shows: [0, 1] },
    stream_idle_auto_retry: { to: true, see: idle, shows: [0, 1] },
    stream_idle_max_retries: {
      around: { watchdog: { stream_idle_auto_retry: true } },
      to: 3,
      see: idle,
      shows: [1, 3],
    },
  }),
  ...under(
    'watchdog',
    {
      stuck_after_tool_result_timeout: { to: 1_200, see: warned(6, ...RESULT), shows: [1, 0] },
      stuck_after_tool_result_recovery_enabled: { to: false, see: recovers, shows: [true, false] },
      stuck_after_tool_result_recovery_delay: { to: 600, see: recovers, shows: [true, false] },
    },
    recovering,
  ),
  ...under('auto_continue', {
    enabled: { to: false, see: cutOff, shows: [1, 0] },
    max_retries: { to: 3, see: cutOff, shows: [1, 3] },
  }),
  ...under(
    'auto_continue',
    {
      resend_empty_resume: { to: false, see: empty, shows: [2, 0] },
      empty_resume_fresh: { to: false, see: empty, shows: [2, 1] },
      quarantine_on_forced_teardown: { to: false, see: afterTornDown, shows: [false, true] },
    },
    chat,
  ),
};
