import { ENCODED_SECRET, type Headers, mac, nowSeconds, proof, SCHEMES, type SchemeName, SECRET } from '../hooks.js';

/** A proof that is none, by what is wrong with it. */
export type Case = readonly [name: string, headers: (body: string) => Headers];

const sign = (text: string, key: string | Buffer = SECRET, algorithm = 'sha256') => mac(algorithm, key, text);
const at = (seconds: number) => `${nowSeconds() + seconds}`;

const BEARER: readonly Case[] = [
  ['no header', () => ({})],
  ...Object.entries({
    'an empty header': '',
    'the scheme and nothing': 'Bearer ',
    'the scheme without a blank': 'Bearer',
    'a tab in place of the blank': `Bearer\t${SECRET}`,
    'a letter behind': `Bearer ${SECRET}x`,
    'the first half': `Bearer ${SECRET.slice(0, 16)}`,
    'the last half': `Bearer ${SECRET.slice(16)}`,
    'another case': `Bearer ${SECRET.toUpperCase()}`,
    'two tokens, the right one last': `Bearer x, Bearer ${SECRET}`,
    'two tokens, the right one first': `Bearer ${SECRET}, Bearer x`,
    'a list in one scheme': `Bearer ${SECRET},${SECRET}`,
    'basic with the secret as password': `Basic ${Buffer.from(`x:${SECRET}`).toString('base64')}`,
    'basic with the secret as user': `Basic ${Buffer.from(`${SECRET}:`).toString('base64')}`,
    'the secret alone': SECRET,
    'digest with the secret': `Digest ${SECRET}`,
    'quotes around it': `Bearer "${SECRET}"`,
    'percent escapes': `Bearer ${encodeURIComponent(SECRET).replaceAll('-', '%2D')}`,
    'base64 of it': `Bearer ${Buffer.from(SECRET).toString('base64')}`,
    'what logs show for it': 'Bearer [secret]',
    'the word undefined': 'Bearer undefined',
    'the word null': 'Bearer null',
    'a wildcard': 'Bearer *',
    'an object': 'Bearer [object Object]',
    'both secrets joined': `Bearer ${SECRET}${SECRET}`,
    'a very long token': `Bearer ${'x'.repeat(8_000)}`,
    'bytes that are no text behind': `Bearer ${SECRET}\xff\xfe`,
    'a soft hyphen within': `Bearer ${SECRET.slice(0, 4)}\xad${SECRET.slice(4)}`,
  }).map(([name, authorization]): Case => [name, () => ({ authorization })]),
  ['as an API key', () => ({ 'x-api-key': SECRET })],
  ['as a proxy credential', () => ({ 'proxy-authorization': `Bearer ${SECRET}` })],
  ['as a cookie', () => ({ cookie: `authorization=Bearer ${SECRET}` })],
  ['the token of another scheme', (body) => proof('gitlab', body)],
];

const HEX: readonly Case[] = (
  [
    ['no header', () => null],
    ['an empty signature', () => ''],
    ['the name of the algorithm only', () => 'sha256='],
    ['half of the signature', (body) => `sha256=${sign(body).slice(0, 32)}`],
    ['one digit less', (body) => `sha256=${sign(body).slice(0, -1)}`],
    ['one digit more', (body) => `sha256=${sign(body)}0`],
    ['the name of another algorithm', (body) => `sha1=${sign(body)}`],
    ['an algorithm that is none', (body) => `none=${sign(body)}`],
    ['md5', (body) => `md5=${sign(body, SECRET, 'md5')}`],
    ['sha512', (body) => `sha512=${sign(body, SECRET, 'sha512')}`],
    ['the name twice', (body) => `sha256=sha256=${sign(body)}`],
    ['base64', (body) => `sha256=${mac('sha256', SECRET, body, 'base64')}`],
    ['the signature of nothing', () => `sha256=${sign('')}`],
    ['the signature of another body', (body) => `sha256=${sign(`${body} `)}`],
    ['an empty key', (body) => `sha256=${sign(body, '')}`],
    ['a key with a line break', (body) => `sha256=${sign(body, `${SECRET}\n`)}`],
    ['no key at all, only a digest', (body) => `sha256=${sign(SECRET, body)}`],
    ['the secret itself', () => `sha256=${SECRET}`],
    ['two in a list', (body) => `sha256=${sign('x')}, sha256=${sign(body)}`],
    ['sha1 of the right key', (body) => `sha1=${sign(body, SECRET, 'sha1')}`],
  ] as readonly (readonly [string, (body: string) => string | null])[]
).map(([name, value]) => {
  return [
    name,
    (body) => {
      const shown = value(body);
      return shown === null ? {} : { 'x-hub-signature-256': shown };
    },
  ];
});

const GITLAB: readonly Case[] = [
  ['no token', () => ({})],
  ['an empty token', () => ({ 'x-gitlab-token': '' })],
  ['quotes around it', () => ({ 'x-gitlab-token': `"${SECRET}"` })],
  ['the token twice in a list', () => ({ 'x-gitlab-token': `${SECRET}, ${SECRET}` })],
  ['the token as bearer', () => proof('bearer', '')],
  ['as a private token', () => ({ 'private-token': SECRET })],
  ['half of it', () => ({ 'x-gitlab-token': SECRET.slice(0, 16) })],
];

const slack = (
  time: string,
  change: (signature: string) => string = (signature) => signature,
  signedTime = time,
): Case[1] => {
  return (body) => ({
    'x-slack-request-timestamp': time,
    'x-slack-signature': change(`v0=${sign(`v0:${signedTime}:${body}`)}`),
  });
};
const SLACK: readonly Case[] = [
  ['305 s old', (body) => slack(at(-305))(body)],
  ['305 s ahead', (body) => slack(at(305))(body)],
  ['a year old', (body) => slack(at(-31_536_000))(body)],
  ['milliseconds', (body) => slack(`${Date.now()}`)(body)],
  ['a fraction', (body) => slack(`${at(0)}.5`)(body)],
  ['a negative time', (body) => slack(`-${at(0)}`)(body)],
  ['a hexadecimal time', (body) => slack(`0x${nowSeconds().toString(16)}`)(body)],
  ['an exponent', (body) => slack(`${nowSeconds() / 1e9}e9`)(body)],
  ['no time', (body) => slack('')(body)],
  ['a plus before the time', (body) => slack(`+${at(0)}`)(body)],
  ['not a number', (body) => slack('NaN')(body)],
  ['infinity', (body) => slack('Infinity')(body)],
  ['version 1', (body) => slack(at(0), (text) => text.replace('v0=', 'v1='))(body)],
  ['no version', (body) => slack(at(0), (text) => text.slice(3))(body)],
  ['an upper-case version', (body) => slack(at(0), (text) => text.replace('v0=', 'V0='))(body)],
  ['another time than the signed one', (body) => slack(at(0), (text) => text, at(-400))(body)],
  ['two times joined', (body) => slack(`${at(0)}, ${at(0)}`)(body)],
  ['no signature', () => ({ 'x-slack-request-timestamp': at(0) })],
];

const stripe =
  (header: (body: string) => string): Case[1] =>
  (body) => ({ 'stripe-signature': header(body) });
const dotted = (time: string, body: string) => sign(`${time}.${body}`);
const STRIPE: readonly Case[] = [
  ['old', stripe((body) => `t=${at(-305)},v1=${dotted(at(-305), body)}`)],
  ['ahead', stripe((body) => `t=${at(305)},v1=${dotted(at(305), body)}`)],
  ['the test scheme only', stripe((body) => `t=${at(0)},v0=${dotted(at(0), body)}`)],
  ['no time', stripe((body) => `v1=${sign(body)}`)],
  ['an empty time', stripe((body) => `t=,v1=${dotted('', body)}`)],
  ['two times, the old one signed', stripe((body) => `t=${at(0)},t=${at(-900)},v1=${dotted(at(-900), body)}`)],
  ['two times, the old one first', stripe((body) => `t=${at(-900)},t=${at(0)},v1=${dotted(at(-900), body)}`)],
  ['the dot moved into the body', stripe((body) => `t=${at(0).slice(0, -1)},v1=${dotted(at(0), body)}`)],
  [
    'behind more signatures than anybody sends',
    stripe((body) => `t=${at(0)},${`v1=${sign('x')},`.repeat(40)}v1=${dotted(at(0), body)}`),
  ],
  ['no header', () => ({})],
];

const standard = (
  change: (parts: { id: string; time: string; signature: string }, body: string) => Headers,
): Case[1] => {
  return (body) => {
    const [id, time] = ['msg_1', at(0)];
    const signature = mac('sha256', Buffer.from(SECRET), `${id}.${time}.${body}`, 'base64');
    return change({ id, time, signature }, body);
  };
};
const shown = (id: string, time: string, signature: string): Headers => ({
  'webhook-id': id,
  'webhook-timestamp': time,
  'webhook-signature': signature,
});
const STANDARD: readonly Case[] = [
  ['old', (body) => proof('standard-webhooks', body, { time: at(-305) })],
  ['ahead', (body) => proof('standard-webhooks', body, { time: at(305) })],
  ['an empty id', (body) => proof('standard-webhooks', body, { id: '' })],
  ['no id', standard(({ time, signature }) => ({ 'webhook-timestamp': time, 'webhook-signature': `v1,${signature}` }))],
  ['the secret as text, not decoded', (body) => proof('standard-webhooks', body, { secret: ENCODED_SECRET, id: 'a' })],
  ['an empty key', (body) => proof('standard-webhooks', body, { secret: '', id: 'a' })],
  ['the asymmetric version', standard(({ id, time, signature }) => shown(id, time, `v1a,${signature}`))],
  ['version 2', standard(({ id, time, signature }) => shown(id, time, `v2,${signature}`))],
  ['no version', standard(({ id, time, signature }) => shown(id, time, signature))],
  [
    'base64url',
    (body) => {
      // The two alphabets differ in two letters only: a name is taken for which one of them comes up.
      for (let number = 1; ; number++) {
        const [id, time] = [`msg_${number}`, at(0)];
        const signature = mac('sha256', Buffer.from(SECRET), `${id}.${time}.${body}`, 'base64');
        if (!/[+/]/.test(signature)) continue;
        return shown(id, time, `v1,${signature.replaceAll('+', '-').replaceAll('/', '_').replace('=', '')}`);
      }
    },
  ],
  [
    'the dot moved between id and time',
    standard(({ id, time, signature }) => shown(`${id}.${time.slice(0, 4)}`, time.slice(5), `v1,${signature}`)),
  ],
  ['another id than the signed one', standard(({ time, signature }) => shown('msg_2', time, `v1,${signature}`))],
];

/** By the scheme of the webhook. */
export const FORGED: Readonly<Partial<Record<SchemeName, readonly Case[]>>> = {
  bearer: BEARER,
  'hmac-sha256': HEX,
  github: HEX,
  gitlab: GITLAB,
  slack: SLACK,
  stripe: STRIPE,
  'standard-webhooks': STANDARD,
};

/** What a scheme takes; that it does shows that the refusals beside it mean something. */
export const TAKEN: readonly (readonly [SchemeName, string, Case[1]])[] = [
  ...SCHEMES.map((scheme) => [scheme, 'the right proof', (body: string) => proof(scheme, body)] as const),
  ['bearer', 'any case of the scheme', () => ({ authorization: `bEARER ${SECRET}` })],
  ['bearer', 'two blanks', () => ({ authorization: `Bearer  ${SECRET}` })],
  ['slack', 'upper-case digits', (body) => slack(at(0), (text) => `v0=${text.slice(3).toUpperCase()}`)(body)],
  ['hmac-sha256', 'upper-case digits', (body) => ({ 'x-signature': `sha256=${sign(body).toUpperCase()}` })],
  [
    'stripe',
    'two signatures, the right one second',
    stripe((body) => `t=${at(0)},v1=${sign('x')},v1=${dotted(at(0), body)}`),
  ],
  [
    'standard-webhooks',
    'two signatures, the right one second',
    standard(({ id, time, signature }) =>
      shown(id, time, `v1,${Buffer.from(sign('x')).toString('base64')} v1,${signature}`),
    ),
  ],
];
