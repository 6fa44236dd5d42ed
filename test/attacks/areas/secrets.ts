import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { type Attempt, heldUnless, type Scene } from '../attempt.js';
import { hook, server } from '../hooks.js';
import { scene } from '../scene.js';
import { Stage } from '../stage.js';
import { made } from './made-files.js';

/** What the program says to those who may ask, and what it hands on: never a secret. */
export function secrets(): Scene {
  const [hookSecret, token] = ['hook-secret-for-nobody-0123456789', 'end-to-end-token-of-nobody'];
  const kept = (text: string): string | null => [hookSecret, token].find((one) => text.includes(one)) ?? null;
  const command = (...args: readonly string[]): Attempt<Stage> => ({
    name: `untether ${args.join(' ')}`,
    expected: 'no secret in it',
    run: async (stage) => heldUnless(kept((await stage.command(...args, '--config', stage.rig.configPath)).text)),
  });
  const wrong = (name: string, change: (text: string) => string): Attempt<Stage> => ({
    name: `config check of a file with ${name}`,
    expected: 'told without the secret',
    run: async (stage) => {
      const file = stage.file('wrong.toml');
      writeFileSync(file, change(stage.config({ more: secretHook })), { mode: 0o600 });
      const { text } = await stage.command('config', 'check', '--config', file);
      const json = await stage.command('config', 'check', '--json', '--config', file);
      return heldUnless(kept(text) ?? kept(json.text));
    },
  });
  const secretHook = ({ port }: Stage) =>
    `[security]\nenv_extra_allow = ["CARRIER", "PLAIN"]\nenv_extra_prefix_allow = ["MCP_"]\n${server(port, [hook('h', { secret: hookSecret, action: 'notify_only', message_template: 'x' }), hook('env', { action: 'notify_only', message_template: 'x', secrets: [], secret_env: 'CARRIER' }).replace('secrets = []\n', '')])}`;
  const given = (name: string, seen: RegExp): Attempt<Stage> => ({
    name: `the environment of an agent: ${name}`,
    expected: 'withheld',
    run: async (stage) => {
      const person = stage.person();
      stage.rig.server.sendText(person, person, '[[tool:Bash {"command":"env | sort > env.txt"}]] [[environment]]');
      await stage.until('the end', () =>
        stage.rig.server.chat(person).all.some((one) => one.fromBot && one.now.text.includes('HOME')),
      );
      const text = execFileSync('cat', [stage.file('project', 'env.txt')], { encoding: 'utf8' });
      return heldUnless(seen.exec(text)?.[0]);
    },
  });
  return scene<Stage>({
    area: 'secrets',
    quick: 8,
    open: () =>
      Stage.open({
        prepare: ({ rig }) => {
          const secret = {
            CARRIER: 'carried-secret-0123456789',
            MCP_TOKEN: '4711:end-to-end-token-of-nobody',
            TELEGRAM_BOT_TOKEN: '4711:end-to-end-token-of-nobody',
            AWS_SECRET_ACCESS_KEY: 'aws-secret',
            PLAIN: 'plain-value',
            GITHUB_TOKEN: 'github-secret',
          };
          rig.environment = { ...rig.environment, ...secret };
        },
        more: secretHook,
      }),
    attempts: [
      {
        name: 'the log',
        expected: 'no secret, and no words of people',
        run: async (stage) => {
          const [person, word] = [stage.person(), stage.word()];
          stage.rig.server.sendText(person, person, `[[say:x]] ${word}`);
          await stage.settle();
          return heldUnless(kept(stage.rig.output) ?? (stage.rig.output.includes(word) && 'what somebody wrote'));
        },
      },
      ...[
        ['config', 'list'],
        ['config', 'list', '--all'],
        ['config', 'list', '--json'],
        ['config', 'get', 'transports.telegram.bot_token'],
        ['config', 'get', 'transports.telegram'],
        ['config', 'get', 'triggers.webhooks', '--json'],
        ['config', 'get', 'triggers.webhooks.h.secret'],
        ['config', 'check'],
        ['config', 'check', '--json'],
        ['config', 'path'],
        ['status'],
        ['status', '--json'],
        ['doctor'],
        ['reload'],
      ].map((args) => command(...args)),
      wrong('a token that is none', (text) => text.replace('4711:', '')),
      wrong('a secret where a number belongs', (text) => `backlog = "${hookSecret}"\n${text}`),
      wrong('a syntax error in the line of the secret', (text) => text.replace(`"${hookSecret}"`, `"${hookSecret}`)),
      wrong('the secret twice', (text) =>
        text.replace(`secret = "${hookSecret}"`, `secret = "${hookSecret}"\nsecret = "${hookSecret}"`),
      ),
      wrong('a misspelt key of a secret', (text) =>
        text.replace(`secret = "${hookSecret}"`, `secrte = "${hookSecret}"`),
      ),
      wrong('a secret as a list', (text) => text.replace(`secret = "${hookSecret}"`, `secret = ["${hookSecret}"]`)),
      wrong('a secret as a path', (text) =>
        text.replace(`secret = "${hookSecret}"`, `secret = "x"\npath2 = "${hookSecret}"`),
      ),
      wrong('credentials in the address of the API', (text) =>
        text.replace('http://127', `http://x:${hookSecret}@127`),
      ),
      wrong('a token as api_url', (text) => text.replace(/api_url = .*/, `api_url = "x://${token}"`)),
      given('the token under another name', /TELEGRAM_BOT_TOKEN=.*/),
      given('the token under an allowed prefix', /MCP_TOKEN=.*/),
      given('a webhook secret under an allowed name', /CARRIER=.*/),
      given('the key of a cloud', /AWS_SECRET_ACCESS_KEY=.*/),
      given('any value that holds a secret', new RegExp(`.*(?:${token}|${hookSecret}|carried-secret).*`)),
      {
        name: 'the command lines of the program and of an agent',
        expected: 'no secret, and no prompt',
        run: async (stage) => {
          const [person, word] = [stage.person(), stage.word()];
          stage.rig.server.sendText(
            person,
            person,
            `[[tool:Bash {"command":"cat /proc/[0-9]*/cmdline > lines.txt 2>/dev/null; true"}]] ${word}`,
          );
          await stage.until('the end', () =>
            stage.rig.server.chat(person).all.some((one) => one.fromBot && one.now.text.includes('turn 1')),
          );
          const text = execFileSync('cat', [stage.file('project', 'lines.txt')], { encoding: 'latin1' });
          return heldUnless(kept(text) ?? (text.includes(word) && 'the prompt'));
        },
      },
      {
        name: 'every message of the chats',
        expected: 'no secret',
        run: async (stage) =>
          heldUnless(
            stage
              .told()
              .map(({ now }) => kept(now.text))
              .find((one) => one !== null),
          ),
      },
      {
        name: 'the copies of good files in the state',
        expected: 'for the owner alone',
        run: async (stage) => {
          const loose = made(stage).find(({ mode }) => (mode & 0o077) !== 0);
          return heldUnless(loose?.path);
        },
      },
    ],
  });
}
