import { execFileSync } from 'node:child_process';
import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { type Attempt, broke, HELD, heldUnless, type Scene } from '../attempt.js';
import { hook, proof, server } from '../hooks.js';
import { scene } from '../scene.js';
import { Stage } from '../stage.js';
import { harm, NAMES, PAIRS, RUN_NAMES, SECRET_NAMES } from './file-names.js';
import { filesBelow, holds, shortName } from './planted-files.js';

/** Hooks that do the same, so that the pace of one chat slows nobody. */
const ALIKE = 16;
const LETTER = /[a-z]/i;

/** What a sender can do with the file that a webhook writes. */
export function files(): readonly Scene[] {
  const literal = [...SECRET_NAMES, ...RUN_NAMES];
  return [
    scene<Stage>({
      area: 'files',
      open: () =>
        Stage.open({
          prepare: layOut,
          more: ({ port }) =>
            server(port, [
              ...Array.from({ length: ALIKE }, (_, n) => hook(`one-${n}`, writing(6_000 + n, 'in/{{one}}'))),
              ...Array.from({ length: ALIKE }, (_, n) => hook(`two-${n}`, writing(6_100 + n, 'in/{{one}}/{{two}}'))),
              ...literal.map((path, n) => hook(`name-${n}`, writing(6_200 + n, `in/${path}`))),
              ...literal.map((path, n) => hook(`letter-${n}`, writing(6_500 + n, `in/${withoutLetter(path)}`))),
              ...['fifo', 'link-to-config', 'in/twin', 'link-out/evil', 'link-to-state/x', 'directory'].map((path, n) =>
                hook(`kind-${n}`, writing(6_300 + n, path)),
              ),
              hook('absolute', { ...writing(6_400, 'x'), file_path: '/tmp/untether-evil.txt' }),
              hook('configuration', { ...writing(6_401, 'x'), file_path: '../untether.toml' }),
            ]),
        }),
      attempts: [
        ...NAMES.map((one, n) => write(`a value as a name: ${shortName(one)}`, `/one-${n % ALIKE}`, { one })),
        ...PAIRS.map(([one, two], n) =>
          write(`values as directory and name: ${shortName(one)}, ${shortName(two)}`, `/two-${n % ALIKE}`, {
            one,
            two,
          }),
        ),
        ...literal.map((path, n) =>
          write(`a name in the configuration: ${path}`, `/name-${n}`, {}, 'refused, and told why', true),
        ),
        ...literal.map((path, n) =>
          write(
            `a name that a value makes out of another: ${path}`,
            `/letter-${n}`,
            { letter: LETTER.exec(path)?.[0] ?? '' },
            'refused, and told why',
            true,
          ),
        ),
        ...[
          'a FIFO',
          'a symbolic link to the configuration',
          'one of two hard links',
          'a linked directory outside',
          'a linked directory of the state',
          'a directory',
        ].map((what, n) => write(`over ${what}`, `/kind-${n}`, {}, 'refused, or a new file that touches nothing else')),
        write('an absolute path outside', '/absolute', {}, 'refused', true),
        write('the way up to the configuration', '/configuration', {}, 'refused', true),
        {
          name: 'what was there before is as it was',
          expected: 'the configuration, the other name of the hard link and the files outside are unchanged',
          run: async (stage) => {
            const outside = readdirSync(stage.file('outside')).join();
            const twin = readFileSync(stage.file('outside', 'twin'), 'utf8');
            const config = readFileSync(stage.rig.configPath, 'utf8').startsWith('default_engine');
            return heldUnless(
              (outside !== 'twin' || twin !== 'before' || !config || existsSync('/tmp/untether-evil.txt')) &&
                `${outside} ${twin}`,
            );
          },
        },
        {
          name: 'nothing is left beside what was written',
          expected: 'no part of a file',
          run: async (stage) =>
            heldUnless(filesBelow(stage.file('project')).find((path) => path.includes('.untether-'))),
        },
      ],
    }),
  ];
}

/** The path with a placeholder for its first letter, so that it is another one until somebody posts. */
function withoutLetter(path: string): string {
  return path.replace(LETTER, '{{letter}}');
}

function writing(chatId: number, path: string): Readonly<Record<string, string | number | boolean>> {
  return {
    auth: 'bearer',
    action: 'file_write',
    project: 'p',
    file_path: path,
    chat_id: chatId,
    notify_on_success: true,
    notify_on_failure: true,
  };
}

function write(
  name: string,
  path: string,
  values: Readonly<Record<string, string>>,
  expected = 'a harmless name in its directory, or refused',
  refused = false,
): Attempt<Stage> {
  return {
    name,
    expected,
    run: async (stage) => {
      const word = stage.word();
      const before = stage.rig.server.calls.length;
      const chatId = chatOf(stage, path);
      const { status } = await stage.post(path, {
        headers: proof('bearer', ''),
        body: JSON.stringify({ word, ...values }),
      });
      // What a name in the configuration says is judged before anybody posts.
      if (status === 404 && refused) return HELD;
      if (status !== 202) return broke(`answered ${status}`);
      const told = () =>
        stage.rig.server.calls.slice(before).some(({ parameters }) => `${parameters['chat_id']}` === chatId);
      await stage.until('the notice', told);
      const [written] = filesBelow(stage.rig.directory).filter((file) => holds(file, word));
      if (written === undefined) return HELD;
      const inside = relative(stage.file('project', 'in'), written);
      if (refused || inside.startsWith('..')) return broke(`written to ${relative(stage.rig.directory, written)}`);
      return heldUnless(harm(inside));
    },
  };
}

function chatOf(stage: Stage, path: string): string {
  const [, chat = ''] =
    new RegExp(`path = "${path}"[^\\[]*chat_id = (\\d+)`).exec(readFileSync(stage.rig.configPath, 'utf8')) ?? [];
  return chat;
}

function layOut(stage: Stage): void {
  const project = (...names: string[]) => stage.file('project', ...names);
  mkdirSync(project('in'));
  mkdirSync(project('directory'));
  mkdirSync(stage.file('outside'));
  writeFileSync(stage.file('outside', 'twin'), 'before');
  linkSync(stage.file('outside', 'twin'), project('in', 'twin'));
  for (const path of [project('fifo'), project('in', 'fifo')]) execFileSync('mkfifo', [path]);
  writeFileSync(project('in', 'plain'), 'a file');
  symlinkSync('../untether.toml', project('link-to-config'));
  symlinkSync('../outside', project('link-out'));
  symlinkSync('../state', project('link-to-state'));
  symlinkSync('../../outside', project('in', 'link'));
  symlinkSync('loop', project('in', 'loop'));
}
