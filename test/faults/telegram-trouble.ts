import { setTimeout as pause } from 'node:timers/promises';
import type { LoggedMessage } from '../support/telegram-server/chat-log.js';
import { type Fault, flood, serverError } from '../support/telegram-server/faults.js';
import { Account } from './account.js';
import { post, progressOf, say, sayLong } from './asks.js';
import type { Harness } from './harness.js';
import type { Random } from './random.js';
import type { Stage } from './stage.js';
import { PEOPLE } from './stage-config.js';
import { readingOf } from './verdict.js';

const PATIENCE_MS = 12_000;
const [FIRST, SECOND = 0, THIRD = 0] = PEOPLE;

interface Trouble {
  readonly name: string;
  play(stage: Stage, complain: (text: string) => void, random: Random): Promise<void>;
}

const CONFLICT: Fault = { kind: 'answer', code: 409, description: 'Conflict: terminated by other getUpdates request' };

const TROUBLES: readonly Trouble[] = [
  {
    name: 'polls answered 409, 429, 502, a page, a reset, a cut',
    async play(stage) {
      const page: Fault = { kind: 'page', status: 502, body: '<html>Bad Gateway</html>' };
      for (const fault of [CONFLICT, flood(1), serverError(502), page, { kind: 'reset' }, { kind: 'cut' }] as const) {
        stage.rig.server.faults.next('getUpdates', fault);
        say(stage, FIRST);
        await stage.until('the message to be taken', PATIENCE_MS, () => stage.bot.updates.pending.length === 0);
      }
    },
  },
  ...(['reset', 'cut'] as const).map(
    (kind): Trouble => ({
      name: `a final whose call meets a ${kind}`,
      play: (stage) => finalMeets(stage, { kind }),
    }),
  ),
  { name: 'a final answered 500', play: (stage) => finalMeets(stage, serverError(500)) },
  {
    name: 'a final that is never answered',
    async play(stage) {
      await finalMeets(stage, { kind: 'hang' });
      await stage.until('the call', PATIENCE_MS, () => stage.rig.server.calls.some(({ fault }) => fault === 'hang'));
      stage.jump(31_000, true);
    },
  },
  ...(['reset', 'cut', 'hang'] as const).map(
    (kind): Trouble => ({
      name: `the file of a long answer whose call meets a ${kind}`,
      async play(stage) {
        stage.rig.server.faults.next('sendDocument', { kind }, { chatId: THIRD });
        sayLong(stage, THIRD);
        await stage.until('the call', PATIENCE_MS, () => stage.rig.server.calls.some(({ fault }) => fault === kind));
        // What never is answered is given up after a while, which is longer for a file.
        if (kind === 'hang') for (let n = 0; n < 3; n++) stage.jump(31_000, true);
      },
    }),
  ),
  {
    name: 'a chat that is closed, over a kill, and opened again',
    async play(stage, complain) {
      const asked = [say(stage, FIRST, '[[delay:700]]'), sayLong(stage, FIRST, '[[delay:700]]'), say(stage, FIRST)];
      await stage.until('progress', PATIENCE_MS, () => progressOf(stage, asked[0] ?? say(stage, FIRST)));
      stage.rig.server.block(FIRST);
      const other = say(stage, SECOND);
      await stage.until('what is kept', PATIENCE_MS, () => stage.rig.output.split('final.kept').length > asked.length);
      await stage.kill();
      await stage.until('the other final', PATIENCE_MS, () => finalOf(stage, other.token));
      if (asked.some(({ token }) => finalOf(stage, token))) complain('a final came through a closed door');
      stage.rig.server.letIn(FIRST);
    },
  },
  {
    name: 'one chat in flood',
    async play(stage, complain) {
      const release = stage.rig.server.faults.always('sendMessage', flood(30), { chatId: FIRST });
      const flooded = say(stage, FIRST);
      await stage.until('the flood', PATIENCE_MS, () => stage.rig.server.calls.some((call) => call.status === 429));
      const other = say(stage, SECOND);
      const began = performance.now();
      await stage.until('the other final', PATIENCE_MS, () => finalOf(stage, other.token));
      const tookMs = performance.now() - began;
      if (tookMs > 2_500) complain(`another chat waited ${Math.round(tookMs)} ms`);
      if (finalOf(stage, flooded.token)) complain('a final came through a flood');
      release();
      stage.jump(31_000, true);
    },
  },
  {
    name: 'updates twice and out of order',
    async play(stage) {
      let earlier: readonly unknown[] = [];
      const twist = (result: unknown) => {
        const updates = result as readonly unknown[];
        const twisted = [...updates, ...earlier, ...updates].reverse();
        earlier = updates;
        return updates.length === 0 ? [] : twisted;
      };
      const release = stage.rig.server.faults.always('getUpdates', { kind: 'twist', change: twist });
      for (let n = 0; n < 8; n++) {
        say(stage, PEOPLE[n % PEOPLE.length] ?? FIRST);
        if (n % 3 === 2) await pause(150);
      }
      await stage.until('all to be taken', PATIENCE_MS, () => stage.bot.updates.pending.length === 0);
      release();
    },
  },
  {
    name: 'no network for a minute around a final',
    async play(stage) {
      const asked = say(stage, FIRST, '[[delay:700]]');
      await stage.until('progress', PATIENCE_MS, () => progressOf(stage, asked));
      const port = Number(new URL(stage.rig.server.url).port);
      await stage.rig.server.stop();
      await pause(1_500);
      for (let n = 0; n < 4; n++) {
        stage.jump(15_000, true);
        await pause(300);
      }
      await stage.rig.server.start(port);
      say(stage, SECOND);
      // What failed often is tried again after half a minute at the latest.
      for (let n = 0; n < 4; n++) {
        await pause(300);
        stage.jump(15_000, true);
      }
    },
  },
  {
    name: 'a storm of all of it',
    async play(stage, _complain, random) {
      for (let n = 0; n < 24; n++) {
        const storm: readonly [Fault, ...Fault[]] = [{ kind: 'reset' }, { kind: 'cut' }, serverError(502), flood(1)];
        stage.rig.server.faults.next(
          random.pick(['sendMessage', 'getUpdates', 'editMessageText', '*']),
          random.pick(storm),
        );
        if (n % 2 === 0) say(stage, random.pick(PEOPLE), `[[delay:${random.below(400)}]]`);
        else void post(stage, random.pick(['webhook', 'notify']));
        await pause(random.between(50, 400));
      }
      stage.rig.server.faults.clear();
    },
  },
];

/** A Bot API that fails in every way it has: finals arrive, each once but for calls that ended without an answer. */
export async function troubleTelegram(harness: Harness): Promise<Account> {
  const account = new Account('Bot API in trouble');
  await harness.each(account, TROUBLES, async ({ name, play }) => {
    await using stage = await harness.stage();
    await stage.start();
    const complain = (text: string) => account.complain(name, text);
    await play(stage, complain, harness.random(name)).catch((cause: Error) => complain(cause.message));
    const sums = await stage.settle(PATIENCE_MS);
    const unanswered = stage.rig.server.calls.filter(({ fault }) => fault === 'cut' || fault === 'hang').length;
    await harness.keep(stage, account.add(name, stage, sums, unanswered));
  });
  return account;
}

/** Plans a fault for the call that brings the final of a run that goes on. */
async function finalMeets(stage: Stage, fault: Fault): Promise<void> {
  const asked = say(stage, THIRD, '[[delay:500]]');
  await stage.until('progress', PATIENCE_MS, () => progressOf(stage, asked));
  stage.rig.server.faults.next('sendMessage', fault, { chatId: THIRD });
}

function finalOf(stage: Stage, token: string): LoggedMessage | undefined {
  return stage.messages().find((one) => readingOf(one) === 'final' && one.now.text.includes(token));
}
