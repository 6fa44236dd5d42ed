import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, symlinkSync } from 'node:fs';
import { type Attempt, broke, byDesign, HELD, type Scene } from '../attempt.js';
import { scene } from '../scene.js';
import { Stage } from '../stage.js';
import { SECRET_NAMES } from './file-names.js';
import { plant } from './planted-files.js';

const CONTENT = 'content-that-nobody-may-see';
const FIRST_CHAT = 7_000;

/** What a schedule may read: path, whether it must work, and what makes a hit. */
interface Reading {
  readonly path: string;
  readonly name: string;
  readonly allowed?: 'must be read' | 'by design';
  /** What shows that it was read. */
  readonly shows?: RegExp;
}

const INSIDE: readonly Reading[] = [
  { path: 'plain.txt', name: 'a plain file', allowed: 'must be read' },
  { path: 'twin.txt', name: 'a hard link to a file outside', allowed: 'by design' },
  ...SECRET_NAMES.map((path): Reading => ({ path, name: path })),
  { path: 'fifo', name: 'a FIFO' },
  { path: 'link.txt', name: 'a symbolic link to a file outside' },
  { path: 'linked/secret.txt', name: 'a linked directory outside' },
  { path: 'linked-git/config', name: 'a link to a directory of secrets' },
  { path: '../outside/secret.txt', name: 'the way up' },
  { path: '../untether.toml', name: 'the configuration', shows: /bot_token/ },
  { path: '../state/untether.db', name: 'the store', shows: /SQLite/ },
  { path: 'link-to-config', name: 'a link to the configuration', shows: /bot_token/ },
  { path: `${'x/'.repeat(2_000)}plain.txt`, name: 'a path of 4,000 characters' },
  { path: 'x'.repeat(300), name: 'a name of 300 characters' },
  { path: 'directory', name: 'a directory' },
  { path: 'plain.txt/', name: 'a file as a directory' },
  { path: '/etc/passwd', name: '/etc/passwd', shows: /root:/ },
  { path: '~/outside/secret.txt', name: 'by way of the home directory' },
];
const WHOLE = [
  '/proc/self/environ',
  '/proc/self/cmdline',
  '/proc/self/fd/0',
  '/proc/self/cwd/untether.toml',
  '/proc/self/mem',
  '/proc/self/maps',
  '/proc/1/environ',
  '/proc/kmsg',
  '/proc/version',
  '/dev/zero',
  '/dev/stdin',
  '/dev/tty',
  '/dev/random',
  '/sys/kernel/notes',
  '/sys/kernel/uevent_seqnum',
];

/** What `file_read` gives away, with the usual roots and with the whole file system as one. */
export function fileRead(): readonly Scene[] {
  const crons = (readings: readonly Reading[]) =>
    readings.map(({ path }, n) => {
      return `[[triggers.crons]]\nid = "r${n}"\nschedule = "0 0 1 1 *"\nproject = "p"\nchat_id = ${FIRST_CHAT + n}\naction = "notify_only"\nmessage_template = "got {{fetch_result}}"\nfetch = { type = "file_read", file_path = ${JSON.stringify(path)}, max_bytes = 1024 }\n`;
    });
  const open = (readings: readonly Reading[], more: string) => () =>
    Stage.open({ prepare: layOut, more: () => `${more}\n[triggers]\nenabled = true\n${crons(readings).join('')}` });
  const everywhere: readonly Reading[] = WHOLE.map((path) => ({
    path,
    name: `the whole file system as root: ${path}`,
    shows: /^got .+/s,
  }));
  return [
    scene<Stage>({ area: 'file_read', open: open(INSIDE, ''), attempts: INSIDE.map(read) }),
    scene<Stage>({
      area: 'file_read',
      open: open(everywhere, '[security]\nfile_roots = ["/"]'),
      attempts: everywhere.map(read),
    }),
  ];
}

function read({ name, allowed, shows = new RegExp(CONTENT) }: Reading, n: number): Attempt<Stage> {
  return {
    name,
    expected: allowed ?? 'refused, and told why',
    run: async (stage) => {
      const person = stage.person();
      stage.rig.server.sendText(person, person, `/triggers run r${n}`);
      const bots = (chatId: number) => stage.rig.server.chat(chatId).all.filter(({ fromBot }) => fromBot);
      const [told] = await stage.until('what came of it', () => {
        const refused = bots(person).filter(({ now }) => now.text.includes('There is no trigger'));
        const all = [...refused, ...bots(FIRST_CHAT + n)];
        return all.length > 0 ? all : null;
      });
      const text = told?.now.text ?? '';
      if (text.startsWith('got ') && shows.test(text)) {
        if (allowed === 'by design')
          return byDesign('a file with two hard links is one file under two names (docs/explanation/files.md)');
        return allowed === undefined ? broke(`read: ${text}`) : HELD;
      }
      return allowed === 'must be read' ? broke(text) : HELD;
    },
  };
}

function layOut(stage: Stage): void {
  const project = (...names: string[]) => stage.file('project', ...names);
  plant(stage.file('outside', 'secret.txt'), CONTENT);
  for (const path of ['plain.txt', ...SECRET_NAMES]) plant(project(path), CONTENT);
  mkdirSync(project('directory'));
  linkSync(stage.file('outside', 'secret.txt'), project('twin.txt'));
  execFileSync('mkfifo', [project('fifo')]);
  symlinkSync('../outside/secret.txt', project('link.txt'));
  symlinkSync('../outside', project('linked'));
  symlinkSync('.git', project('linked-git'));
  symlinkSync('../untether.toml', project('link-to-config'));
}
