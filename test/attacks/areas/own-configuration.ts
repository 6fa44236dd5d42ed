import { readFileSync } from 'node:fs';
import { ADA } from '../../end-to-end/rig.js';
import type { Shown } from '../../support/telegram-server/chat-log.js';
import { type Attempt, HELD, heldUnless, type Scene, type Verdict } from '../attempt.js';
import { hook, SECRET, server } from '../hooks.js';
import { scene } from '../scene.js';
import { Stage } from '../stage.js';

/** An edit that lets more happen: what is put for what, and what a message about it has to name. */
type Edit = readonly [name: string, from: string | RegExp, to: string, names: RegExp];

const USERS = /allowed_user_ids = \[.*\]/;
const engine = (name: string, line: string, names = new RegExp(`${name}|${line.split(' ')[0]}`)): Edit => [
  `[${name}] ${line}`,
  `[${name}]\n`,
  `[${name}]\n${line}\n`,
  names,
];
const inHook = (line: string, from: string | RegExp, to: string): Edit => [`webhook: ${line}`, from, to, /kept|h1|`h`/];

const EDITS: readonly Edit[] = [
  ['a user more', USERS, `allowed_user_ids = [${ADA}, 666]`, /666/],
  [
    'anyone may steer, though users are listed',
    'session_mode',
    'allow_any_user = true\nsession_mode',
    /allow_any_user|anyone/i,
  ],
  engine('claude', 'permission_mode = "acceptEdits"'),
  engine('claude', 'permission_mode = "bypassPermissions"'),
  engine('claude', 'dangerously_skip_permissions = true'),
  ...[
    '"--allowedTools", "Bash"',
    '"--settings", "hooks.json"',
    '"--mcp-config", "x.json"',
    '"--add-dir", "/"',
    '"--permission-mode", "acceptEdits"',
  ].map((args) => engine('claude', `extra_args = [${args}]`)),
  engine('claude', 'allowed_tools = ["WebFetch"]'),
  ...['"--full-auto"', '"-c", "approval_policy=never"', '"--sandbox", "danger-full-access"'].map((args) =>
    engine('codex', `extra_args = [${args}]`),
  ),
  engine('codex', 'permission_mode = "never"'),
  engine('gemini', 'extra_args = ["-y"]'),
  engine('gemini', 'permission_mode = "yolo"'),
  engine('opencode', 'permission_mode = "auto"'),
  engine('pi', 'permission_mode = "full"'),
  engine('amp', 'dangerously_allow_all = true'),
  engine('amp', 'extra_args = ["--dangerously-allow-all"]'),
  ['[claude] another program', /command = .*/, 'command = "/bin/true"', /command|claude/],
  ['a variable for agents', '[security]\n', '[security]\nenv_extra_allow = ["A_SECRET"]\n', /A_SECRET|env_extra_allow/],
  [
    'variables of a prefix for agents',
    '[security]\n',
    '[security]\nenv_extra_prefix_allow = ["A_"]\n',
    /A_|env_extra_prefix_allow/,
  ],
  ['private addresses', '[security]\n', '[security]\noutbound_allow = ["0.0.0.0/0"]\n', /0\.0\.0\.0\/0|outbound_allow/],
  ['all files', '[security]\n', '[security]\nfile_roots = ["/"]\n', /file_roots|`\/`|read and write/],
  ['a project that is everything', '[projects.p]', '[projects.all]\npath = "/"\n[projects.p]', /all|projects/],
  ['a project elsewhere', 'path = "project"', 'path = "/tmp"', /`?p`?|projects|\/tmp/],
  inHook(
    'a further secret',
    `secret = "${SECRET}"`,
    `secret = "${SECRET}"\nsecrets = ["another-secret-of-the-sender"]`,
  ),
  inHook('no repeats known', 'dedup_s = 600', 'dedup_s = 0'),
  inHook('a longer tolerance', 'tolerance_s = 60', 'tolerance_s = 3600'),
  inHook('another scheme', 'auth = "stripe"', 'auth = "bearer"'),
  inHook('any address', 'allow_ips = ["127.0.0.1"]', ''),
  inHook('more runs', 'max_runs_per_hour = 2', 'max_runs_per_hour = 0'),
  inHook('more runs, by leaving it out', 'max_runs_per_hour = 2', ''),
  inHook('a mode that asks nobody', 'permission_mode = "plan"', 'permission_mode = "bypassPermissions"'),
  inHook('the mode left out', 'permission_mode = "plan"', ''),
  inHook('files are taken', 'accept_multipart = false', 'accept_multipart = true'),
  [
    'a webhook more',
    '[[triggers.webhooks]]',
    `${hook('fresh', { action: 'agent_run', prompt_template: '{{x}}' })}\n[[triggers.webhooks]]`,
    /fresh/,
  ],
  [
    'a webhook without proof',
    '[[triggers.webhooks]]',
    `${hook('fresh', { auth: 'none', action: 'agent_run', prompt_template: '{{x}}' })}\n[[triggers.webhooks]]`,
    /fresh/,
  ],
  [
    'a schedule of every minute',
    '[[triggers.webhooks]]',
    '[[triggers.crons]]\nid = "minutely"\nschedule = "0 0 1 1 *"\nprompt = "x"\n[[triggers.webhooks]]',
    /minutely/,
  ],
  [
    'everybody as proxy',
    '[triggers.server]\n',
    '[triggers.server]\ntrusted_proxies = ["0.0.0.0/0"]\n',
    /0\.0\.0\.0\/0|trusted_proxies/,
  ],
  ['numbers for everybody', '[triggers.server]\n', '[triggers.server]\nmetrics_public = true\n', /metrics/],
  ['another rate', /rate_limit = \d+/, 'rate_limit = 2000000', /rate_limit/],
  ['more guesses', /auth_failures_per_minute = \d+/, 'auth_failures_per_minute = 2000000', /auth_failures|failed/i],
  [
    'unauthenticated webhooks for all',
    '[triggers]\n',
    '[triggers]\nallow_unauthenticated_webhooks = true\n',
    /authentication|allow_unauthenticated/,
  ],
  ['no tripwire', 'tripwire = true', 'tripwire = false', /tripwire/],
  ['a budget less', 'max_cost_per_run = 1', '', /max_cost_per_run|budget|cost/i],
  ['a higher budget', 'max_cost_per_run = 1', 'max_cost_per_run = 100', /max_cost_per_run|budget|cost/i],
  ['runs are not ended over the budget', 'auto_cancel = true', 'auto_cancel = false', /auto_cancel|budget|cost/i],
  ['an endless loop', 'max_iterations = 5', 'max_iterations = 10000', /max_iterations|loop/],
  ['a deadline less', 'deadline_s = 60', 'deadline_s = 0', /deadline_s|interaction/],
];

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
          await stage.until('the first', () => stage.showing('668')[0]);
          await save(stage, usual(stage).replace(USERS, `allowed_user_ids = [${ADA}, 668, 669]`));
          await stage.until('the second', () => stage.showing('669')[0]);
          const rings = stage.rig
            .bots()
            .slice(before)
            .filter(({ silent, history }) => !silent && /66[89]/.test(history[0].text)).length;
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
          await stage.settle();
          const told = stage.rig
            .bots()
            .slice(before)
            .find(
              ({ now, silent }) =>
                /terminal|command line|control socket/i.test(now.text) && (!silent || now.text.includes('erminal')),
            );
          return heldUnless(
            told === undefined &&
              stage.rig
                .bots()
                .slice(before)
                .map(({ now }) => now.text)
                .join(' | '),
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
  await stage.until('the witness', () => stage.showing(`${witness}`)[0]);
  await save(stage, text);
  const says = ({ text: shown }: Shown) => names.test(shown.replaceAll(`${witness}`, ''));
  const rung = stage.rig
    .bots()
    .slice(before)
    .some(({ history, silent }) => !silent && history.some(says));
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
