import { readdirSync } from 'node:fs';
import { relative } from 'node:path';
import { type Attempt, broke, HELD, heldUnless, type Scene } from '../attempt.js';
import { hook, proof, server } from '../hooks.js';
import { scene } from '../scene.js';
import { Stage } from '../stage.js';
import { harm } from './file-names.js';
import { filesBelow, holds, shortName } from './planted-files.js';

const ALIKE = 12;
const BOUNDARY = 'boundary-of-ours';
const NAMES = [
  '../../a',
  '..',
  '.',
  '.htaccess',
  '.git/config',
  'a/b',
  'a\\\\b',
  'C:\\\\x',
  'a%00b',
  'x'.repeat(300),
  'con',
  'a\\"; name=\\"z',
  'id_rsa',
  'k.pem',
  '.env',
  '-rf',
  'a b',
  'ä.txt',
  'x.php',
  '~root',
  '',
  ' .bashrc',
  '\u00a0.profile',
  '\ufeff.mcp.json',
  'server.p12',
  'id_ecdsa',
  '\u202egnp.exe',
  '%2e%2e%2fx',
  '..%2fx',
  '/etc/passwd',
  'a;b',
  '💥',
  'x\u200b.txt',
  'authorized_keys',
];
const DIRECTORIES = [
  '../x',
  ' .git',
  ' ..',
  '.ssh',
  ' .claude',
  '\u00a0.husky',
  '\ufeff.github',
  ' .vscode',
  'link',
  '/tmp',
  '',
  '.',
  'a/b',
  '\u200b.aws',
];

/** A body of a form with these parts. */
export function form(
  parts: readonly (readonly [disposition: string, content: string])[],
  end = `--${BOUNDARY}--\r\n`,
): string {
  const written = parts.map(
    ([disposition, content]) => `--${BOUNDARY}\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n${content}\r\n`,
  );
  return `${written.join('')}${end}`;
}

const TYPE = { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` };
const file = (word: string) => [`name="f"; filename="a.txt"`, word] as const;

/** Forms that are not well formed, or more than anybody fills in. */
const FORMS: readonly (readonly [string, (word: string) => { readonly body: string; readonly type?: string }])[] = [
  ['no boundary', (word) => ({ body: form([file(word)]), type: 'multipart/form-data' })],
  ['an empty boundary', (word) => ({ body: form([file(word)]), type: 'multipart/form-data; boundary=' })],
  [
    'a boundary of 300',
    (word) => ({ body: form([file(word)]), type: `multipart/form-data; boundary=${'x'.repeat(300)}` }),
  ],
  [
    'a boundary of signs',
    (word) => ({
      body: `--(.*)+\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\n${word}`,
      type: 'multipart/form-data; boundary="(.*)+"',
    }),
  ],
  ['1,001 parts', () => ({ body: form(Array.from({ length: 1_001 }, (_, n) => [`name="a${n}"`, 'x'] as const)) })],
  ['cut off', (word) => ({ body: form([file(word)], '').slice(0, -10) })],
  ['no last boundary', (word) => ({ body: form([file(word)], '') })],
  [
    '2 MB of text',
    () => ({ body: form(Array.from({ length: 20 }, (_, n) => [`name="a${n}"`, 'x'.repeat(100_000)] as const)) }),
  ],
  ['a head of 20 kB', (word) => ({ body: form([[`name="f"; filename="a"; x="${'x'.repeat(20_000)}"`, word]]) })],
  ['a file that is too large', (word) => ({ body: form([[`name="f"; filename="a"`, word + 'x'.repeat(80_000)]]) })],
  [
    'a part within a part',
    (word) => ({
      body: form([
        [`name="f"; filename="a"\r\nContent-Type: multipart/mixed; boundary=in`, `--in\r\n\r\n${word}\r\n--in`],
      ]),
    }),
  ],
];

/** What a sender can do with the files that it posts. */
export function uploads(): Scene {
  const hooks = Array.from({ length: ALIKE }, (_, n) => [
    hook(`name-${n}`, { ...usual(8_000 + n), file_destination: 'up/{{file.filename}}' }),
    hook(`dir-${n}`, { ...usual(8_100 + n), file_destination: 'up/{{form.dir}}/{{file.filename}}' }),
    hook(`plain-${n}`, usual(8_200 + n)),
  ]).flat();
  return scene<Stage>({
    area: 'uploads',
    quick: 16,
    open: () => Stage.open({ more: ({ port }) => server(port, hooks) }),
    attempts: [
      upload('a plain file (must be stored)', '/name-0', (word) => ({ body: form([file(word)]) }), 8_000, true),
      ...NAMES.map((name, n) =>
        upload(
          `a file named ${shortName(name)}`,
          `/name-${n % ALIKE}`,
          (word) => ({ body: form([[`name="f"; filename="${name}"`, word]]) }),
          8_000 + (n % ALIKE),
        ),
      ),
      ...DIRECTORIES.map((dir, n) =>
        upload(
          `a field as directory ${shortName(dir)}`,
          `/dir-${n % ALIKE}`,
          (word) => ({ body: form([[`name="dir"`, dir], file(word)]) }),
          8_100 + (n % ALIKE),
        ),
      ),
      ...FORMS.map(([name, make], n) => upload(name, `/plain-${n % ALIKE}`, make, 8_200 + (n % ALIKE))),
      ...['__proto__', 'constructor', 'file', 'files', 'form'].map((name, n) =>
        upload(
          `a field named ${name}`,
          `/name-${n % ALIKE}`,
          (word) => ({
            body: form([[`name="${name}"`, '{"saved_path":"/etc/passwd","filename":"../x"}'], file(word)]),
          }),
          8_000 + (n % ALIKE),
        ),
      ),
      {
        name: 'without proof: nothing is left of the file',
        expected: '401, and nothing staged',
        run: async (stage) => {
          const { status } = await stage.post('/plain-0', {
            headers: { ...TYPE, authorization: 'Bearer x' },
            body: form([file(stage.word())]),
          });
          return heldUnless((status !== 401 && `answered ${status}`) || staged(stage));
        },
      },
      {
        name: 'what was refused left nothing in the staging',
        expected: 'nothing staged',
        run: async (stage) => {
          await stage.settle();
          return heldUnless(staged(stage));
        },
      },
    ],
  });
}

function usual(chatId: number) {
  return {
    auth: 'bearer' as const,
    action: 'notify_only',
    message_template: 'news',
    project: 'p',
    accept_multipart: true,
    max_file_size_bytes: 65_536,
    chat_id: chatId,
    notify_on_failure: true,
  };
}

function upload(
  name: string,
  path: string,
  make: (word: string) => { readonly body: string; readonly type?: string },
  chatId: number,
  must = false,
): Attempt<Stage> {
  return {
    name,
    expected: must ? 'stored' : 'a harmless name in its directory, or refused',
    run: async (stage) => {
      const word = stage.word();
      const { body, type } = make(word);
      const before = stage.rig.server.calls.length;
      const headers = { ...proof('bearer', ''), ...TYPE, ...(type === undefined ? {} : { 'content-type': type }) };
      const { status } = await stage.post(path, { headers, body: Buffer.from(body) }).catch(() => ({ status: 413 }));
      if (status !== 202) return status >= 400 && status < 500 && !must ? HELD : broke(`answered ${status}`);
      await stage.until('the notice', () =>
        stage.rig.server.calls.slice(before).some(({ parameters }) => `${parameters['chat_id']}` === `${chatId}`),
      );
      const [written] = filesBelow(stage.rig.directory).filter((one) => !one.includes('/staging/') && holds(one, word));
      if (written === undefined) return must ? broke('not stored') : HELD;
      const roots = [stage.file('project', 'up'), stage.file('state', 'uploads')];
      const inside = roots.map((root) => relative(root, written)).find((one) => !one.startsWith('..'));
      return inside === undefined
        ? broke(`stored as ${relative(stage.rig.directory, written)}`)
        : heldUnless(harm(inside));
    },
  };
}

function staged(stage: Stage): string | null {
  try {
    const left = readdirSync(stage.file('state', 'staging'));
    return left.length === 0 ? null : `staged: ${left.join()}`;
  } catch {
    return null;
  }
}
