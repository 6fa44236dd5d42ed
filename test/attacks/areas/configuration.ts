import { writeFileSync } from 'node:fs';
import { type Attempt, broke, heldUnless, type Scene } from '../attempt.js';
import { ENCODED_SECRET, hook, SECRET, server } from '../hooks.js';
import { scene } from '../scene.js';
import { Stage } from '../stage.js';

/** `refused`: an error at its place; `warned`: a warning; `told`: either; `fine`: taken without a word. */
type Right = 'refused' | 'warned' | 'told' | 'fine';
type Case = readonly [name: string, right: Right, lines: string];

const encoded = (bytes: string) => `whsec_${Buffer.from(bytes).toString('base64')}`;
const WEBHOOKS: readonly Case[] = [
  ['an empty secret', 'refused', 'secret = ""'],
  ['a secret of blanks', 'refused', 'secret = "   "'],
  ['no secrets', 'refused', 'secrets = []'],
  ['one empty secret of two', 'refused', `secrets = ["${SECRET}", ""]`],
  ['no secret at all', 'refused', ''],
  ['an unset variable', 'refused', 'secret_env = "NOT_SET_ANYWHERE"'],
  ['a variable of blanks', 'refused', 'secret_env = "BLANKS"'],
  ['an empty file', 'refused', 'secret_file = "empty"'],
  ['a file of blanks', 'refused', 'secret_file = "blanks"'],
  ['/dev/zero as file', 'refused', 'secret_file = "/dev/zero"'],
  ['a directory as file', 'refused', 'secret_file = "project"'],
  ['no such file', 'refused', 'secret_file = "nothing"'],
  ['a file that others may write', 'told', 'secret_file = "open"'],
  ['a secret of one character', 'warned', 'secret = "x"'],
  ['a secret of 15 characters', 'warned', 'secret = "abcdefghijklmno"'],
  ['changeme', 'warned', 'secret = "changeme"'],
  ['password', 'warned', 'secret = "password"'],
  ['a short one in a list', 'warned', `secrets = ["${SECRET}", "short"]`],
  ['a short one in a variable', 'warned', 'secret_env = "SHORT"'],
  ['a short one in a file', 'warned', 'secret_file = "short"'],
  ['a long one (must be fine)', 'fine', `secret = "${SECRET}"`],
  ['Standard Webhooks: nothing behind the prefix', 'refused', 'auth = "standard-webhooks"\nsecret = "whsec_"'],
  ['Standard Webhooks: signs that are no base64', 'refused', 'auth = "standard-webhooks"\nsecret = "whsec_!!!!"'],
  ['Standard Webhooks: one byte', 'refused', 'auth = "standard-webhooks"\nsecret = "whsec_QQ=="'],
  ['Standard Webhooks: 15 bytes', 'refused', `auth = "standard-webhooks"\nsecret = "${encoded('abcdefghijklmno')}"`],
  [
    'Standard Webhooks: bytes that do not come back',
    'refused',
    'auth = "standard-webhooks"\nsecret = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA!AAAA"',
  ],
  ['Standard Webhooks: in a list', 'refused', `auth = "standard-webhooks"\nsecrets = ["${ENCODED_SECRET}", "whsec_"]`],
  ['Standard Webhooks: in a file', 'refused', 'auth = "standard-webhooks"\nsecret_file = "nothing-encoded"'],
  ['Standard Webhooks: in a variable', 'refused', 'auth = "standard-webhooks"\nsecret_env = "NOTHING_ENCODED"'],
  [
    'Standard Webhooks: 16 bytes (must be fine)',
    'fine',
    `auth = "standard-webhooks"\nsecret = "${encoded('abcdefghijklmnop')}"`,
  ],
  ['an unknown scheme', 'refused', `auth = "magic"\nsecret = "${SECRET}"`],
  ['a scheme in capitals', 'refused', `auth = "BEARER "\nsecret = "${SECRET}"`],
  ['a tolerance of 0', 'refused', `secret = "${SECRET}"\ntolerance_s = 0`],
  ['a tolerance of 100 years', 'told', `auth = "slack"\nsecret = "${SECRET}"\ntolerance_s = 3153600000`],
  ['a tolerance of a week', 'told', `auth = "stripe"\nsecret = "${SECRET}"\ntolerance_s = 604800`],
  ['addresses with a mask of 33', 'refused', `secret = "${SECRET}"\nallow_ips = ["10.0.0.0/33"]`],
  ['a name among addresses', 'refused', `secret = "${SECRET}"\nallow_ips = ["localhost"]`],
  ['the path /health', 'refused', `secret = "${SECRET}"\npath = "/health"`],
  ['an encoded slash in a path', 'told', `secret = "${SECRET}"\npath = "/a%2Fb"`],
  ['a query in a path', 'refused', `secret = "${SECRET}"\npath = "/a?b"`],
  ['a header that is none', 'refused', `secret = "${SECRET}"\ndedup_header = "x y"`],
  ['no proof asked for', 'told', 'auth = "none"'],
];
const IDS = [
  'a:b',
  'a b',
  'a\\nb',
  '../x',
  '__proto__',
  'a`b',
  '😀',
  'x'.repeat(65),
  '{{n}}',
  '-x',
  '.x',
  '',
  'a/b',
  'ä',
  '--help',
  'a\\u0000b',
  'a\\u202eb',
];
const FINE_IDS = ['deploy', 'a.b_c-d', '0', 'x'.repeat(64), 'constructor'];
const SERVER: readonly Case[] = [
  ['everybody as proxy', 'told', 'trusted_proxies = ["0.0.0.0/0"]'],
  ['everybody as proxy in IPv6', 'told', 'trusted_proxies = ["::/0"]'],
  ['half of everybody as proxy', 'told', 'trusted_proxies = ["0.0.0.0/1", "128.0.0.0/1"]'],
  ['a proxy with a zone and a mask', 'refused', 'trusted_proxies = ["fe80::1%lo/33"]'],
  ['a name as proxy', 'refused', 'trusted_proxies = ["localhost"]'],
];
const TEXTS: readonly Case[] = [
  ['a project of the name of every object', 'refused', '[projects.constructor]\npath = "project"'],
  ['the table __proto__', 'refused', '[__proto__]\nx = 1'],
  ['a project __proto__ with a strange key', 'refused', '[projects.__proto__]\npath = "project"\npolluted = 1'],
  ['triggers.__proto__', 'refused', '[triggers.__proto__]\nallow_unauthenticated_webhooks = true'],
  ['20,000 nested lists', 'refused', `x = ${'['.repeat(20_000)}${']'.repeat(20_000)}`],
  ['a key of 30,000 dots', 'refused', `a${'.a'.repeat(30_000)} = 1`],
  ['a table of 30,000 dots', 'refused', `[a${'.a'.repeat(30_000)}]`],
  ['30,000 inline tables in each other', 'refused', `x = ${'{a='.repeat(30_000)}1${'}'.repeat(30_000)}`],
  ['100 kB of a text', 'refused', `x = "${'y'.repeat(100_000)}"`],
  ['10,000 unknown keys', 'refused', Array.from({ length: 10_000 }, (_, n) => `k${n} = 1`).join('\n')],
  ['a number of 10,000 digits', 'refused', `x = ${'9'.repeat(10_000)}`],
  ['control characters', 'refused', 'x = "\u0001"'],
];

/** What `config check` says of a file that opens something without meaning to. */
export function configuration(): Scene {
  const check = ([name, right, text]: Case): Attempt<Stage> => ({
    name,
    expected: right === 'told' ? 'an error or a warning' : right,
    run: async (stage) => {
      await stage.rig.configure(stage.config({ more: () => text }));
      const said = await stage.command('config', 'check', '--json', '--config', stage.rig.configPath);
      const json = parsed(said.text);
      if (json === null) return broke(`exit ${said.code}: ${said.text}`);
      const errors = json.problems.filter(({ severity }) => severity === 'error');
      const seen = errors.length > 0 ? 'refused' : json.problems.length > 0 ? 'warned' : 'fine';
      const placeless = seen === 'refused' && errors.some(({ line }) => line === null);
      const isRight = right === seen || (right === 'told' && seen !== 'fine');
      return heldUnless(
        (!isRight && `${seen}: ${json.problems[0]?.message ?? ''}`) ||
          (placeless && `no place: ${errors[0]?.message}`) ||
          (said.text.includes(SECRET) && 'the secret is printed'),
      );
    },
  });
  const hooked = (lines: string, id = 'h') => {
    const text = lines.includes('path =') ? lines : `path = "/h"\n${lines}`;
    return server(9_876, [
      `[[triggers.webhooks]]\nid = "${id}"\naction = "notify_only"\nmessage_template = "x"\n${text}\n`,
    ]);
  };
  return scene<Stage>({
    area: 'configuration',
    quick: 20,
    open: () =>
      Stage.open({
        starts: false,
        prepare: (stage) => {
          stage.rig.environment = { ...stage.rig.environment, BLANKS: '  ', SHORT: 'short', NOTHING_ENCODED: 'whsec_' };
          const write = (name: string, text: string, mode = 0o600) => writeFileSync(stage.file(name), text, { mode });
          write('empty', '');
          write('blanks', ' \n');
          write('short', 'short');
          write('nothing-encoded', 'whsec_');
          const before = process.umask(0);
          write('open', SECRET, 0o666);
          process.umask(before);
        },
      }),
    attempts: [
      ...WEBHOOKS.map(([name, right, lines]) => check([`webhook: ${name}`, right, hooked(lines)])),
      ...IDS.map((id) =>
        check([`the id ${JSON.stringify(id).slice(0, 30)}`, 'refused', hooked(`secret = "${SECRET}"`, id)]),
      ),
      ...FINE_IDS.map((id) =>
        check([`the id ${JSON.stringify(id).slice(0, 30)} (must be fine)`, 'fine', hooked(`secret = "${SECRET}"`, id)]),
      ),
      check([
        'two webhooks of one path',
        'refused',
        server(9_876, [
          hook('a', { path: '/x', action: 'agent_run', prompt_template: 'x' }),
          hook('b', { path: '/x', action: 'agent_run', prompt_template: 'x' }),
        ]),
      ]),
      ...SERVER.map(([name, right, lines]) => check([`server: ${name}`, right, server(9_876, [], lines)])),
      ...TEXTS.map(([name, right, text]) => check([name, right, text.startsWith('[') ? text : `[nothing]\n${text}`])),
    ],
  });
}

interface Checked {
  readonly problems: readonly { readonly severity: string; readonly line: number | null; readonly message: string }[];
}

function parsed(text: string): Checked | null {
  try {
    return JSON.parse(text) as Checked;
  } catch {
    return null;
  }
}
