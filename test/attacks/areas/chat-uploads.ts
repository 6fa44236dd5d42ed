import { execFileSync } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { relative } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import type { LoggedMessage } from '../../support/telegram-server/chat-log.js';
import { type Attempt, broke, heldUnless, type Scene, type Verdict } from '../attempt.js';
import { scene } from '../scene.js';
import { Stage } from '../stage.js';
import { harm, NAMES, RUN_NAMES, SECRET_NAMES } from './file-names.js';
import { filesBelow, holds, shortName } from './planted-files.js';

/** Orders that agents take from files. */
const ORDERS = ['CLAUDE.md', 'AGENTS.md', 'agents.MD', 'docs/GEMINI.md', '.cursorrules', '.agents/skills/x/SKILL.md'];

/** Where `/file put` is told to save, with what is put there before. */
const PLACES = [
  '../x',
  'a/../../x',
  '/etc/passwd',
  '/proc/self/mem',
  '~/x',
  '"/tmp/x"',
  'link/x',
  'link/',
  'loop/x',
  'fifo/x',
  'plain/x',
  '\u202egnp.exe',
  `${'x'.repeat(300)}.txt`,
  'é'.repeat(200),
  'd/'.repeat(40),
  '--force /etc/passwd',
  '--force ../untether.toml',
  '--force link/victim.txt',
  ...SECRET_NAMES.filter((_, n) => n % 3 === 0),
  ...RUN_NAMES.filter((_, n) => n % 3 === 0),
  ...ORDERS,
  ...ORDERS.map((name) => `--force ${name}`),
];
/** Places where something stands already that is no ordinary file; nothing may come of it but a refusal or another name. */
const TAKEN = ['fifo', 'to-victim', 'directory', 'loop'];

const VICTIM = 'nobody may change this';
const FILES = '[transports.telegram.files]\nenabled = true\n';
const AT_ONCE = 20;

/** What people who may send files can do with them, and what stands in the way of those. */
export function chatUploads(): readonly Scene[] {
  return [
    scene<Stage>({
      area: 'files from chats',
      quick: 12,
      open: () => Stage.open({ more: () => FILES, prepare: plantTraps }),
      attempts: [
        named('a plain name (must be saved)', 'a.txt', true),
        ...[...NAMES, ...ORDERS].map((name) => named(`a file named ${shortName(name)}`, name)),
        ...PLACES.map((place) => put(place)),
        ...TAKEN.flatMap((place) => [put(place), put(`--force ${place}`)]),
        {
          name: 'twenty at once, some of which never come',
          expected: 'each is saved or told, none holds up another',
          run: atOnce,
        },
        {
          name: 'twenty at once into a directory that is exchanged for a link without a pause',
          expected: 'nothing outside the project, no half file',
          run: exchanged,
        },
      ],
    }),
    scene<Stage>({
      area: 'files from chats',
      quick: 1,
      open: () => Stage.open({ more: () => FILES, prepare: plantPipeForGit }),
      attempts: [named('a plain name where git’s exclude file is a pipe (must be saved)', 'a.txt', true)],
    }),
  ];
}

function plantTraps(stage: Stage): void {
  const outside = stage.file('outside');
  mkdirSync(outside);
  writeFileSync(stage.file('outside', 'victim.txt'), VICTIM);
  mkdirSync(stage.file('project', 'directory'));
  writeFileSync(stage.file('project', 'plain'), 'plain');
  symlinkSync(outside, stage.file('project', 'link'));
  symlinkSync(stage.file('outside', 'victim.txt'), stage.file('project', 'to-victim'));
  symlinkSync('loop', stage.file('project', 'loop'));
  execFileSync('mkfifo', [stage.file('project', 'fifo')]);
}

function plantPipeForGit(stage: Stage): void {
  const project = stage.file('project');
  execFileSync('git', ['init', '--quiet', project]);
  const exclude = stage.file('project', '.git', 'info', 'exclude');
  rmSync(exclude, { force: true });
  mkdirSync(stage.file('project', '.git', 'info'), { recursive: true });
  execFileSync('mkfifo', [exclude]);
}

function named(name: string, fileName: string, must = false): Attempt<Stage> {
  return {
    name,
    expected: must ? 'saved' : 'saved under a harmless name, or refused',
    run: async (stage) => {
      const [person, word] = [stage.person(), stage.word()];
      const sent = stage.rig.server.sendFile(person, person, { file: { content: word, name: fileName } });
      return outcome(stage, sent, word, must);
    },
  };
}

function put(place: string): Attempt<Stage> {
  return {
    name: `/file put ${shortName(place)}`,
    expected: 'saved in the project under a harmless name, or refused',
    run: async (stage) => {
      const [person, word] = [stage.person(), stage.word()];
      const file = { content: word, name: 'a.txt' };
      const sent = stage.rig.server.sendFile(person, person, { file, caption: `/file put ${place}` });
      return outcome(stage, sent, word, false);
    },
  };
}

async function outcome(stage: Stage, sent: LoggedMessage, word: string, must: boolean): Promise<Verdict> {
  await answerTo(stage, sent);
  return heldUnless(harmDone(stage, word, must));
}

/** What was said of a file that somebody sent. */
function answerTo(stage: Stage, { chatId, messageId }: LoggedMessage): Promise<LoggedMessage> {
  const isAnswer = (one: LoggedMessage) => one.fromBot && one.replyTo === messageId;
  return stage.until('an answer', () => stage.rig.server.world.chat(chatId)?.log.all.find(isAnswer));
}

/** What is wrong with where a file of this content came to lie; `null` for nothing. */
function harmDone(stage: Stage, word: string, must = false): string | null {
  const victim = stage.file('outside', 'victim.txt');
  if (existsSync(victim) && readFileSync(victim, 'utf8') !== VICTIM) return 'the file outside was changed';
  const written = filesBelow(stage.rig.directory).filter((one) => holds(one, word));
  const [first] = written;
  if (first === undefined) return must ? 'not saved' : null;
  if (written.length > 1) return `in ${written.length} files`;
  const inside = relative(stage.file('project'), first);
  if (inside.startsWith('..')) return `saved as ${relative(stage.rig.directory, first)}`;
  if ((lstatSync(first).mode & 0o111) !== 0) return 'it can be run';
  const guarded = [...SECRET_NAMES, ...RUN_NAMES, ...ORDERS].find(
    (name) => inside.toLowerCase() === name.toLowerCase(),
  );
  if (guarded !== undefined) return `saved as ${guarded}`;
  return harm(inside);
}

async function atOnce(stage: Stage): Promise<Verdict> {
  const { server } = stage.rig;
  const heal = server.faults.next('download', { kind: 'stall' }, { times: 3 });
  const word = stage.word();
  const sent = Array.from({ length: AT_ONCE }, (_, n) => {
    const person = stage.person();
    return server.sendFile(person, person, { file: { content: `${word}-${n}`, name: `${word}.txt` } });
  });
  // Those that stall come by themselves after half a minute.
  const answers = await Promise.allSettled(sent.map((one) => answerTo(stage, one)));
  heal();
  const told = answers.filter(({ status }) => status === 'fulfilled').length;
  if (told < AT_ONCE - 3) return broke(`${told} of ${AT_ONCE} were answered`);
  const outside = readdirSync(stage.file('outside')).filter((name) => name !== 'victim.txt');
  if (outside.length > 0) return broke(`outside the project: ${outside.join()}`);
  const halves = filesBelow(stage.file('project')).filter((one) => one.endsWith('.part'));
  return heldUnless(halves.length > 0 && `left behind: ${halves.join()}`);
}

async function exchanged(stage: Stage): Promise<Verdict> {
  const [incoming, aside] = [stage.file('project', 'incoming'), stage.file('project', 'aside')];
  mkdirSync(incoming, { recursive: true });
  let isOver = false;
  const swapping = (async () => {
    while (!isOver) {
      may(() => renameSync(incoming, aside));
      may(() => symlinkSync(stage.file('outside'), incoming));
      await turn();
      may(() => unlinkSync(incoming));
      may(() => renameSync(aside, incoming));
      await turn();
    }
  })();
  try {
    return await atOnce(stage);
  } finally {
    isOver = true;
    await swapping;
  }
}

/** The program may have made a directory there meanwhile. */
function may(step: () => void): void {
  try {
    step();
  } catch {
    // The next turn finds it as it is then.
  }
}
