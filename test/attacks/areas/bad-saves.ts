import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { ADA } from '../../end-to-end/rig.js';
import { type Attempt, heldUnless, type Scene } from '../attempt.js';
import { scene } from '../scene.js';
import { Stage } from '../stage.js';

/** What stands in the place of the configuration, all of a sudden. */
const SAVES: readonly (readonly [string, (path: string, good: string) => void])[] = [
  ['nothing in it', (path) => writeFileSync(path, '')],
  ['a key of 30,000 dots', (path, good) => writeFileSync(path, `${good}\n[x]\na${'.a'.repeat(30_000)} = 1`)],
  ['30,000 lists in each other', (path) => writeFileSync(path, `x = ${'['.repeat(30_000)}`)],
  ['30,000 tables in each other', (path) => writeFileSync(path, `[a${'.a'.repeat(30_000)}]`)],
  [
    'random bytes',
    (path) => writeFileSync(path, Buffer.from(Array.from({ length: 5_000 }, (_, n) => (n * 7_919) % 256))),
  ],
  ['UTF-16', (path, good) => writeFileSync(path, Buffer.from(`\ufeff${good}`, 'utf16le'))],
  ['20 MB of comments', (path, good) => writeFileSync(path, `${good}\n${'# x\n'.repeat(5_000_000)}`)],
  ['no file', (path) => rmSync(path)],
  ['a directory', (path) => swap(path, () => mkdirSync(path))],
  ['a FIFO', (path) => swap(path, () => execFileSync('mkfifo', [path]))],
  ['a link to /dev/zero', (path) => swap(path, () => symlinkSync('/dev/zero', path))],
  ['a link to itself', (path) => swap(path, () => symlinkSync(path, path))],
  ['a link to /proc/self/mem', (path) => swap(path, () => symlinkSync('/proc/self/mem', path))],
  [
    'no allowed user',
    (path, good) =>
      writeFileSync(path, good.replace(/allowed_user_ids = .*/, 'allowed_user_ids = []\nallow_any_user = true')),
  ],
  ['another token that is none', (path, good) => writeFileSync(path, good.replace('4711:', '4711x'))],
];

function swap(path: string, make: () => void): void {
  rmSync(path);
  make();
}

/** Whatever is saved, the program goes on with what it had, and the next good file is followed. */
export function badSaves(): Scene {
  return scene<Stage>({
    area: 'bad saves',
    quick: 5,
    open: () => Stage.open(),
    attempts: SAVES.map(
      ([name, save], n): Attempt<Stage> => ({
        name,
        expected: 'the chat is heard, /reload is answered, and a good file is followed afterwards',
        run: async (stage) => {
          const { rig } = stage;
          const good = stage.config();
          rmSync(rig.configPath, { recursive: true, force: true });
          await rig.configure(good);
          save(rig.configPath, good);
          await stage.settle();
          const asked = rig.say('/reload');
          await stage.until('an answer to /reload', () => rig.answersTo(asked)[0]);
          const stranger = 777;
          const word = stage.word();
          rig.server.sendText(stranger, stranger, word);
          const steered = await stage.consequence(word);
          rmSync(rig.configPath, { recursive: true, force: true });
          const next = good.replace(`chat_id = ${ADA}`, `chat_id = ${ADA}\nbacklog_max_age_s = ${700 + n}`);
          const before = applied(stage);
          await rig.configure(next);
          await stage.until('the good file to be live', () => applied(stage) > before || null);
          return heldUnless(steered);
        },
      }),
    ),
  });
}

function applied(stage: Stage): number {
  return [...stage.rig.output.matchAll(/"config\.applied"/g)].length;
}
