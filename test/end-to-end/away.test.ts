import { expect } from 'chai';
import { PlanFile } from '../faults/plan-file.js';
import type { LoggedMessage } from '../support/telegram-server/chat-log.js';
import { ADA, Rig } from './rig.js';

const MINUTE_MS = 60_000;

describe('while the program is away', () => {
  it('nothing passes unseen: messages, an old button, an /at and a cron are each handled or told', async () => {
    let aheadMs = 0;
    await using rig = await Rig.open(() => Date.now() + aheadMs);
    const plan = new PlanFile(rig.directory, { disk: false, loop: false });
    plan.change({ clockOffsetMs: 0 });
    rig.environment = plan.environment;
    rig.nodeFlags = plan.nodeFlags;
    const soon = new Date(Date.now() + 2 * MINUTE_MS).toISOString();
    await rig.configure(
      rig.config(
        `[triggers]\nenabled = true\n[[triggers.crons]]\nid = "passed"\nat = "${soon}"\nprompt = "cron work"\n`,
      ),
    );
    const program = await rig.start();
    const kept = rig.say('/at 60s kept task');
    await rig.answer(kept, 'will run');
    const dropped = await rig.answer(rig.say('/at 60s dropped task'), 'will run');
    program.kill('SIGTERM');
    expect(await rig.ended(program)).to.equal(0);

    aheadMs = 5 * MINUTE_MS;
    plan.change({ clockOffsetMs: aheadMs });
    rig.server.press(ADA, dropped.messageId, cancelOf(dropped));
    const asked = ['one', 'two', 'three'].map((text) => rig.say(text));
    await rig.start();

    const first = asked[0];
    if (first === undefined) throw new Error('nothing was asked');
    const answered = await rig.answer(first, 'one\n');
    expect(answered.now.text).to.match(/one\s+two\s+three/);
    await rig.until('the dropped task', () => rig.bots().find((one) => one.now.text.includes('Cancelled')));
    await rig.answer(kept, 'kept task');
    const told = await rig.until('the cron', () =>
      rig.bots().find((one) => one.now.text.includes('cron:passed missed')),
    );
    expect(told.now.buttons.flat().map(({ text }) => text)).to.deep.equal(['▶️ Run now']);
    expect(rig.bots().some((one) => one.now.text.includes('turn 1: dropped task'))).to.equal(false);
  });
});

function cancelOf({ now }: LoggedMessage): string {
  const [button] = now.buttons.flat();
  if (button === undefined) throw new Error('there is no button');
  return button.data;
}
