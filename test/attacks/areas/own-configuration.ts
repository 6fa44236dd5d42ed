import { readFileSync } from 'node:fs';
import { ADA } from '../../end-to-end/rig.js';
import type { Shown } from '../../support/telegram-server/chat-log.js';
import { type Attempt, broke, HELD, heldUnless, type Scene, type Verdict } from '../attempt.js';
import { hook, server } from '../hooks.js';
import { scene } from '../scene.js';
import { Stage } from '../stage.js';
import { EDITS, type Edit, USERS } from './widening-edits.js';

function usual(stage: Stage): string {
  return stage
    .config({
      more: ({ port }) =>
        `[codex]\n[gemini]\n[opencode]\n[pi]\n[amp]\n[security]\n[reload]\nannounce = "none"\ntripwire = true\n[cost_budget]\nenabled = true\nmax_cost_per_run = 1\nauto_cancel = true\n[loop]\nenabled = true\nmax_iterations = 5\n[interaction]\ndeadline_s = 60\n${server(
          port,
          [
            hook('h', {
              auth: 'stripe',
              action: 'agent_run',
              prompt_template: '{{x}}',
              dedup_s: 600,
              tolerance_s: 60,
              allow_ips: ['127.0.0.1'],
              max_runs_per_hour: 2,
              permission_mode: 'plan',
              accept_multipart: false,
            }),
          ],
        )}`,
    })
    .replace(USERS, `allowed_user_ids = [${ADA}]`);
}

/** An agent can edit the file that says what it may do: whoever owns the machine has to hear of it, once for each, loudly. */
export function ownConfiguration(): Scene {
  return scene<Stage>({
    area: 'own configuration',
    quick: 13,
    open: async () => {
      const stage = await Stage.open({ starts: false });
      await stage.rig.configure(usual(stage));
      await stage.start();
      return stage;
    },
    attempts: [
      ...EDITS.map(
        (edit, n): Attempt<Stage> => ({
          name: `an edit: ${edit[0]}`,
          expected:
            'told as something that lets more happen, with a message that rings, though nothing else is announced',
          run: (stage) => widen(stage, edit, 50_000 + n),
        }),
      ),
      {
        name: 'somebody is let in for a moment, while other edits follow',
        expected: 'the messages still say so',
        run: async (stage) => {
          await save(stage, usual(stage).replace(USERS, `allowed_user_ids = [${ADA}, 667]`));
          await save(stage, usual(stage));
          await save(stage, usual(stage).replace(USERS, `allowed_user_ids = [${ADA}, 59999]`));
          await stage.until('the last', () => stage.showing('59999')[0]);
          const still = stage.rig
            .bots()
            .some(({ now, deletedAtMs }) => deletedAtMs === null && now.text.includes('667'));
          await save(stage, usual(stage));
          return heldUnless(!still && 'no message names 667 any more');
        },
      },
      {
        name: 'two more are let in one after the other',
        expected: 'a message that rings for each',
        run: async (stage) => {
          const before = stage.rig.bots().length;
          await save(stage, usual(stage).replace(USERS, `allowed_user_ids = [${ADA}, 668]`));
          const rung = (what: RegExp) =>
            stage.rig
              .bots()
              .slice(before)
              .filter(({ silent, history }) => !silent && what.test(history[0].text)).length;
          await stage.until('the first', () => rung(/668/) > 0);
          await save(stage, usual(stage).replace(USERS, `allowed_user_ids = [${ADA}, 668, 669]`));
          await stage.until('the second', () => rung(/669/) > 0);
          const rings = rung(/66[89]/);
          await save(stage, usual(stage));
          return heldUnless(rings < 2 && `${rings} of them rang`);
        },
      },
      {
        name: 'an agent applies a held edit through the control socket',
        expected: 'told that it was applied from the terminal',
        run: async (stage) => {
          const approving = usual(stage).replace('tripwire = true', 'tripwire = true\napprove = true');
          await save(stage, approving);
          const before = stage.rig.bots().length;
          await stage.rig.configure(approving.replace('max_iterations = 5', 'max_iterations = 6'));
          await stage.until('the question', () =>
            stage.rig
              .bots()
              .slice(before)
              .find(({ now }) => now.buttons.flat().some(({ data }) => data.startsWith('held:'))),
          );
          await stage.command('reload', '--apply', '--config', stage.rig.configPath);
          await stage.until('the end of the question', () =>
            stage.rig
              .bots()
              .slice(before)
              .some(({ now }) => now.buttons.length === 0 && /applied/i.test(now.text)),
          );
          const isTold = () =>
            stage.rig
              .bots()
              .slice(before)
              .some(({ silent, history }) => !silent && /from the terminal/i.test(history[0].text));
          return stage.until('the report', isTold).then(
            () => HELD,
            () => broke('no message that rings says so'),
          );
        },
      },
    ],
  });
}

async function widen(stage: Stage, [, from, to, names]: Edit, witness: number): Promise<Verdict> {
  const text = usual(stage);
  const edited = text.replace(from, to);
  if (edited === text) throw new Error('the edit changes nothing');
  const [beganMs, before] = [Date.now(), stage.rig.bots().length];
  if (!(await save(stage, edited))) return HELD;
  // Somebody more is always told: by then the edit before it was, if ever.
  const users = USERS.exec(edited)?.[0] ?? '';
  await save(stage, edited.replace(users, users.replace(']', `, ${witness}]`)));
  const rings = (shows: (shown: Shown) => boolean) =>
    stage.rig
      .bots()
      .slice(before)
      .some(({ history, silent }) => !silent && history.some(shows));
  await stage.until('the witness', () => rings(({ text: shown }) => shown.includes(`${witness}`)));
  await save(stage, text);
  // What merely changed stands before the warning, if both are in one message.
  const says = ({ text: shown }: Shown) => {
    const from = shown.indexOf('⚠️');
    return (
      names.test(shown.slice(Math.max(0, from)).replaceAll(`${witness}`, '')) &&
      (from >= 0 || !shown.includes(`${witness}`))
    );
  };
  const rung = rings(says);
  const named = stage.rig.bots().some(({ history }) => history.some((shown) => shown.atMs >= beganMs && says(shown)));
  return heldUnless(!rung && (named ? 'only an older or silent message names it' : 'no message names it'));
}

/** Saves the file; resolves when it is live, or with `false` when it is refused. */
async function save(stage: Stage, text: string): Promise<boolean> {
  if (readFileSync(stage.rig.configPath, 'utf8') === text) return true;
  const outcomes = () => [...stage.rig.output.matchAll(/"config\.(applied|rejected)"/g)].map(([, what]) => what);
  const before = outcomes().length;
  await stage.rig.configure(text);
  return (await stage.until('the edit to be read', () => outcomes()[before])) === 'applied';
}
