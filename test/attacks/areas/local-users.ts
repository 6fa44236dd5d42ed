import { spawnSync } from 'node:child_process';
import { chmodSync, lstatSync, mkdirSync, writeFileSync } from 'node:fs';
import { type Attempt, heldUnless, type Scene, type Verdict } from '../attempt.js';
import { hook, proof, server } from '../hooks.js';
import { scene } from '../scene.js';
import { Stage } from '../stage.js';
import { made } from './made-files.js';

/** Somebody else on the machine; can be had only by root. */
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;

/** Whether a shell command succeeds as somebody else. */
function asNobody(command: string): boolean {
  return spawnSync('sh', ['-c', command], { uid: NOBODY, gid: NOBODY, stdio: 'ignore', timeout: 10_000 }).status === 0;
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
      writeFileSync(stage.file('state', `${'0'.repeat(32)}.lock`), '', { mode: 0o644 });
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
