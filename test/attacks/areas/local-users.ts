import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, lstatSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Attempt, heldUnless, type Scene, type Verdict } from '../attempt.js';
import { hook, proof, server } from '../hooks.js';
import { scene } from '../scene.js';
import { Stage } from '../stage.js';

/** Somebody else on the machine; can be had only by root. */
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;

/** Whether a shell command succeeds as somebody else. */
function asNobody(command: string): boolean {
  return spawnSync('sh', ['-c', command], { uid: NOBODY, gid: NOBODY, stdio: 'ignore', timeout: 10_000 }).status === 0;
}

/** Everything below the rig's directory that the program made, with its mode. */
function made(stage: Stage): readonly { readonly path: string; readonly mode: number; readonly directory: boolean }[] {
  const roots = [stage.file('state'), stage.file('project', 'in')].filter((path) => existsSync(path));
  const below = roots.flatMap((root) => [
    root,
    ...readdirSync(root, { recursive: true }).map((name) => join(root, `${name}`)),
  ]);
  return below.flatMap((path) => {
    const facts = lstatSync(path, { throwIfNoEntry: false });
    return facts === undefined || facts.isSymbolicLink()
      ? []
      : [{ path, mode: facts.mode & 0o777, directory: facts.isDirectory() }];
  });
}

/** What the umask, loose directories and other users of the machine can do. */
export function localUsers(): readonly Scene[] {
  return [
    ...[0o000, 0o022].map((umask) => userScene(umask, 'as the program makes it', () => undefined)),
    userScene(0o022, 'in a directory of mode 777 that was there', (stage) => {
      mkdirSync(stage.file('state'));
      chmodSync(stage.file('state'), 0o777);
    }),
    userScene(0o022, 'in a directory of mode 755 with an old lock', (stage) => {
      mkdirSync(stage.file('state'), { mode: 0o755 });
      writeFileSync(stage.file('state', 'untether.lock'), '', { mode: 0o644 });
    }),
  ];
}

function userScene(umask: number, where: string, prepare: (stage: Stage) => void): Scene {
  const label = `umask ${umask.toString(8).padStart(3, '0')}, ${where}`;
  const other = (name: string, command: (stage: Stage) => string): Attempt<Stage> => ({
    name: `${label}: another user ${name}`,
    expected: 'not permitted',
    run: async (stage) => {
      if (!isRoot) return modes(stage);
      return heldUnless(asNobody(command(stage)) && 'it worked');
    },
  });
  return scene<Stage>({
    area: 'other local users',
    open: async () => {
      const stage = await Stage.open({
        umask,
        prepare: (fresh) => {
          chmodSync(fresh.rig.directory, 0o755);
          chmodSync(fresh.file('project'), 0o755);
          prepare(fresh);
        },
        more: ({ port }) =>
          server(port, [
            hook('w', { auth: 'bearer', action: 'file_write', project: 'p', file_path: 'in/made.txt' }),
            hook('u', { auth: 'bearer', action: 'notify_only', message_template: 'x', accept_multipart: true }),
          ]),
      });
      const type = { 'content-type': 'multipart/form-data; boundary=b' };
      await stage.post('/w', { headers: proof('bearer', ''), body: '{"a":"kept"}' });
      await stage.post('/u', {
        headers: { ...proof('bearer', ''), ...type },
        body: '--b\r\nContent-Disposition: form-data; name="f"; filename="up.txt"\r\n\r\nkept\r\n--b--\r\n',
      });
      await stage.until(
        'the files',
        () =>
          made(stage).some(({ path }) => path.endsWith('made.txt')) &&
          made(stage).some(({ path }) => path.includes('up.txt') || path.includes('uploads')),
      );
      return stage;
    },
    attempts: [
      { name: `${label}: modes of all that the program made`, expected: 'directories 700, files 600', run: modes },
      other('lists the state', (stage) => `ls '${stage.file('state')}'`),
      other('reads the store', (stage) => `cat '${stage.file('state', 'untether.db')}'`),
      other('reads the log of the store', (stage) => `cat '${stage.file('state', 'untether.db-wal')}'`),
      other(
        'reads anything of the state',
        (stage) => `find '${stage.file('state')}' -type f -exec cat {} + | grep -q .`,
      ),
      other('reads uploads', (stage) => `find '${stage.file('state', 'uploads')}' -type f | grep -q .`),
      other('reads the configuration', (stage) => `cat '${stage.rig.configPath}'`),
      other('reads what a webhook wrote', (stage) => `cat '${stage.file('project', 'in', 'made.txt')}'`),
      other('makes a file in the state', (stage) => `touch '${stage.file('state', 'mine')}'`),
      other('renames the store', (stage) => `mv '${stage.file('state', 'untether.db')}' '${stage.file('state', 'x')}'`),
      other(
        'connects to the control socket',
        (stage) => `s=$(find '${stage.file('state')}' /tmp/untether-* -type s 2>/dev/null | head -1); test -n "$s"`,
      ),
      other(
        'takes a lock',
        (stage) =>
          `for f in $(find '${stage.file('state')}' -name '*lock*'); do flock -s -n "$f" true && exit 0; done; exit 1`,
      ),
      other('reads the environment of the program', (stage) => `cat /proc/${stage.program?.pid}/environ`),
      other('reads the memory of the program', (stage) => `head -c 1 /proc/${stage.program?.pid}/mem`),
      other('reads its open files', (stage) => `ls /proc/${stage.program?.pid}/fd`),
      other('signals the program', (stage) => `kill -HUP ${stage.program?.pid}`),
      {
        name: `${label}: the mode of the configuration after “config set”`,
        expected: '600 as before',
        run: async (stage) => {
          const before = process.umask(umask);
          const { code, text } = await stage.command(
            'config',
            'set',
            'progress.max_actions',
            '7',
            '--config',
            stage.rig.configPath,
          );
          process.umask(before);
          const mode = lstatSync(stage.rig.configPath).mode & 0o777;
          return heldUnless((mode !== 0o600 || code !== 0) && `${mode.toString(8)} ${text}`);
        },
      },
    ],
  });
}

async function modes(stage: Stage): Promise<Verdict> {
  const loose = made(stage).find(
    ({ path, mode, directory }) =>
      (mode & 0o077) !== 0 && !(directory && path === stage.file('project', 'in') && (mode & 0o022) === 0),
  );
  return heldUnless(loose && `${loose.path.replace(stage.rig.directory, '')} is ${loose.mode.toString(8)}`);
}

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
