import { ADA } from '../../end-to-end/rig.js';
import { showsRun } from '../../support/run-message.js';
import { type Attempt, broke, byDesign, HELD, type Verdict } from '../attempt.js';
import type { Stage } from '../stage.js';
import { GROUP, GUEST, press, STRANGER } from './telegram-updates.js';

/** Presses of a real button by whom it is not for. */
export function buttons(): readonly Attempt<Stage>[] {
  const running = async (
    stage: Stage,
    run: (button: { data: string; messageId: number }, word: string) => unknown,
  ): Promise<Verdict> => {
    const word = stage.word();
    const asked = stage.rig.server.sendText(GROUP, ADA, `/p [[steps:200 100]] ${word}`);
    const progress = await stage.until('progress', () => {
      const bots = stage.rig.server.chat(GROUP).all.filter((one) => one.fromBot && one.replyTo === asked.messageId);
      return bots.find((one) => one.now.buttons.flat().length > 0 && showsRun(one.now.text));
    });
    const [button] = progress.now.buttons.flat();
    await run({ data: button?.data ?? '', messageId: progress.messageId }, word);
    await stage.settle();
    const still = stage.rig.server.chat(GROUP).find(progress.messageId)?.now.text ?? '';
    const ended = !showsRun(still);
    stage.rig.server.press(GROUP, progress.messageId, button?.data ?? '', ADA);
    await stage.until('the end', () =>
      stage.rig.server.chat(GROUP).all.some((one) => one.replyTo === asked.messageId && /Cancelled/.test(one.now.text)),
    );
    return ended ? broke(`cancelled: ${still}`) : HELD;
  };
  const by = (
    name: string,
    go: (stage: Stage, button: { data: string; messageId: number }) => unknown,
  ): Attempt<Stage> => ({
    name: `the button that cancels a run: ${name}`,
    expected: 'the run continues',
    run: (stage) => running(stage, (button) => go(stage, button)),
  });
  return [
    by('a stranger presses it', (stage, { data, messageId }) => press(stage, GROUP, STRANGER, messageId, data)),
    by('a stranger forges it in private', (stage, { data, messageId }) =>
      press(stage, STRANGER, STRANGER, messageId, data),
    ),
    by('a guest forges it in private', (stage, { data, messageId }) => press(stage, GUEST, GUEST, messageId, data)),
    by('a guest forges it in private with another message', (stage, { data }) => press(stage, GUEST, GUEST, 1, data)),
    by('a stranger answers /cancel to it', (stage, { messageId }) =>
      stage.rig.server.sendText(GROUP, STRANGER, '/cancel', { replyTo: messageId }),
    ),
    by('a bot presses it', (stage, { data, messageId }) => press(stage, GROUP, 4_712, messageId, data)),
    ...['/triggers pause', '/config diff', '/rollback', '/reload', '/restart'].map(
      (command): Attempt<Stage> => ({
        name: `somebody who may steer but administers nothing writes ${command} in the group`,
        expected: 'refused, or allowed and told so',
        run: async (stage) => {
          const asked = stage.rig.server.sendText(GROUP, GUEST, command);
          const answer = await stage.until('the answer', () =>
            stage.rig.server.chat(GROUP).all.find((one) => one.fromBot && one.replyTo === asked.messageId),
          );
          return /administrator/i.test(answer.now.text) ? HELD : broke(answer.now.text);
        },
      }),
    ),
    {
      name: 'the same person writes /triggers in private',
      expected: 'allowed: who may steer may steer everywhere',
      run: async (stage) => {
        const asked = stage.rig.server.sendText(GUEST, GUEST, '/triggers');
        await stage.until('the answer', () =>
          stage.rig.server.chat(GUEST).all.find((one) => one.replyTo === asked.messageId),
        );
        return byDesign('whoever may steer may do so in a private chat as well');
      },
    },
  ];
}
