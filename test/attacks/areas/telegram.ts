import { ADA, TOKEN } from '../../end-to-end/rig.js';
import type { Random } from '../../faults/random.js';
import { type Attempt, HELD, heldUnless, type Scene, type Verdict } from '../attempt.js';
import { scene } from '../scene.js';
import { Stage } from '../stage.js';
import { buttons } from './telegram-buttons.js';
import {
  DATA,
  GROUP,
  GUEST,
  MALFORMED,
  message,
  press,
  STRANGER,
  UNHEARD,
  UNKNOWN_GROUP,
  type Update,
  user,
} from './telegram-updates.js';

/** A message that Telegram says nothing about but its id. */
const NOT_SHOWN = 999_999;

/** Who may steer, and what can be forged in the updates that Telegram hands over. */
export function telegram(random: Random): Scene {
  return scene<Stage>({
    area: 'Telegram',
    quick: 5,
    open: () =>
      Stage.open({
        prepare: ({ rig: { server } }) => {
          server.addChat(GROUP, { kind: 'supergroup', administrators: [ADA], members: [ADA, GUEST, STRANGER] });
          server.addChat(UNKNOWN_GROUP, { kind: 'supergroup', administrators: [ADA], members: [ADA] });
          server.addUser(STRANGER, 'Mallory');
        },
        rewrite: (all) => all.replace('path = "project"', `path = "project"\nchat_id = ${GROUP}`),
      }),
    attempts: [
      ...UNHEARD.map(
        ([name, send]): Attempt<Stage> => ({
          name,
          expected: 'nothing starts and nothing is told',
          run: async (stage) => unheard(stage, send),
        }),
      ),
      ...MALFORMED.map(
        (update, n): Attempt<Stage> => ({
          name: `an update that is ${JSON.stringify(update).slice(0, 60)} (${n + 1})`,
          expected: 'left aside; the next one is heard',
          run: async (stage) => {
            stage.rig.server.push(TOKEN, update as Readonly<Record<string, unknown>>);
            await stage.settle();
            return HELD;
          },
        }),
      ),
      ...[...DATA, ...Array.from({ length: 10 }, () => garbage(random))].map(
        (data, n): Attempt<Stage> => ({
          name: `a forged button ${JSON.stringify(data).slice(0, 50)} (${n + 1})`,
          expected: 'nothing happens, and the chat is heard',
          run: async (stage) => {
            const { rig } = stage;
            const before = {
              prompts: stage.prompts().length,
              told: stage.told().length,
              live: rig.output.includes('"generation":2'),
            };
            press(stage, ADA, ADA, rig.bots()[0]?.messageId ?? 1, data);
            press(stage, ADA, ADA, NOT_SHOWN, data);
            await stage.settle();
            const started = stage.prompts().length - before.prompts - 1;
            const live = rig.output.includes('"generation":2');
            return heldUnless(
              (started > 0 && 'an agent was started') || (live && !before.live && 'another configuration is live'),
            );
          },
        }),
      ),
      ...buttons(),
      {
        name: 'a forwarded text of a stranger',
        expected: 'the agent is told whose it is, and it stands apart',
        run: async (stage) => {
          const word = stage.word();
          const forward = { type: 'user', sender_user: user(STRANGER, { first_name: 'Mallory' }), date: 1 };
          stage.rig.server.push(TOKEN, {
            message: message(stage, ADA, { text: word, from: user(ADA), forward_origin: forward }),
          });
          const prompt = await stage.until('the run', () => stage.prompts().find((one) => one.includes(word)));
          return heldUnless(!/outside-|Mallory|forward/i.test(prompt) && `the prompt is just: ${prompt.slice(-200)}`);
        },
      },
    ],
  });
}

async function unheard(stage: Stage, send: Update): Promise<Verdict> {
  const word = stage.word();
  const strange = () => stage.told().filter(({ chatId }) => chatId === STRANGER).length;
  send(stage, word);
  return heldUnless((await stage.consequence(word)) ?? (strange() > 0 && 'the stranger is answered'));
}

function garbage(random: Random): string {
  const letters = [...'abc:;/.._-0129{}[]"\\%$'];
  return Array.from({ length: 1 + random.below(60) }, () => letters[random.below(letters.length)]).join('');
}
