import type { WebhookAuth } from '../../../domain/trigger/trigger.js';
import { sameText } from '../server/same-text.js';
import { after, overBody, type Signature } from './signature.js';

/** What a scheme looks at. */
interface Question {
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly secret: string;
  /** Whether a signed time, in seconds, is near enough to ours. */
  readonly isFresh: (seconds: string) => boolean;
}

/** What a header shows: the secret itself (or not), or a signature that can be checked once the body is known. */
type Scheme = (question: Question) => boolean | Signature;

/** The schemes of providers, and those that many share. */
export const AUTH_SCHEMES: Readonly<Record<Exclude<WebhookAuth, 'none' | 'signature'>, Scheme>> = {
  // RFC 9110, section 11.4: the scheme in any case, blanks, the token.
  bearer: ({ headers, secret }) => {
    const [, token] = /^bearer +(.*)$/i.exec(headers['authorization'] ?? '') ?? [];
    return token !== undefined && sameText(Buffer.from(token, 'latin1').toString(), secret);
  },
  // Bitbucket and Jira show SHA-256 in the header that others use for SHA-1, and name it there.
  'hmac-sha256': ({ headers, secret }) => {
    const named = (headers['x-hub-signature'] ?? '').trim();
    const further = /^sha256=/i.test(named) ? hexIn('sha256', [named]) : [];
    const shown = hexIn('sha256', [headers['x-hub-signature-256'], headers['x-signature']]);
    return overBody('sha256', secret, 'hex', [...shown, ...further]);
  },
  'hmac-sha1': ({ headers, secret }) =>
    overBody('sha1', secret, 'hex', hexIn('sha1', [headers['x-hub-signature'], headers['x-signature']])),
  github: ({ headers, secret }) => overBody('sha256', secret, 'hex', hexIn('sha256', [headers['x-hub-signature-256']])),
  gitlab: ({ headers, secret }) => sameText(headers['x-gitlab-token'] ?? '', secret),
  slack: ({ headers, secret, isFresh }) => {
    const time = headers['x-slack-request-timestamp'] ?? '';
    const shown = after('v0=', [headers['x-slack-signature'] ?? '']);
    return isFresh(time) && { ...overBody('sha256', secret, 'hex', shown), lead: `v0:${time}:` };
  },
  stripe: ({ headers, secret, isFresh }) => {
    const parts = (headers['stripe-signature'] ?? '').split(',').map((part) => part.trim());
    const [time = ''] = after('t=', parts);
    return isFresh(time) && { ...overBody('sha256', secret, 'hex', after('v1=', parts)), lead: `${time}.` };
  },
  // https://github.com/standard-webhooks/standard-webhooks; Svix calls its headers after itself.
  'standard-webhooks': ({ headers, secret, isFresh }) => {
    const family = headers['webhook-id'] === undefined ? 'svix' : 'webhook';
    const header = (name: string) => headers[`${family}-${name}`] ?? '';
    const [id, time] = [header('id'), header('timestamp')];
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
    // A dot sets apart what is signed: a name with a time in it could be read as another name and another body.
    if (id === '' || /\.\d{9}/.test(id) || key.length === 0 || !isFresh(time)) return false;
    const shown = after('v1,', header('signature').split(' '));
    return { ...overBody('sha256', secret, 'base64', shown), key, lead: `${id}.${time}.` };
  },
  linear: ({ headers, secret }) => overBody('sha256', secret, 'hex', given(headers['linear-signature'])),
  sentry: ({ headers, secret }) =>
    overBody(
      'sha256',
      secret,
      'hex',
      ['sentry-hook-signature', 'sentry-app-signature'].flatMap((name) => given(headers[name])),
    ),
  pagerduty: ({ headers, secret }) => {
    const parts = (headers['x-pagerduty-signature'] ?? '').split(',').map((part) => part.trim());
    return overBody('sha256', secret, 'hex', after('v1=', parts));
  },
  // Gitea and Forgejo sign in the same way, in headers of their own.
  gogs: ({ headers, secret }) =>
    overBody(
      'sha256',
      secret,
      'hex',
      ['x-gogs-signature', 'x-gitea-signature', 'x-forgejo-signature'].flatMap((name) => given(headers[name])),
    ),
  shopify: ({ headers, secret }) => overBody('sha256', secret, 'base64', given(headers['x-shopify-hmac-sha256'])),
};

function given(header: string | undefined): readonly string[] {
  return header === undefined || header.trim() === '' ? [] : [header.trim()];
}

/** What is hexadecimal in the headers, in any case, `<algorithm>=` before it or not. */
function hexIn(algorithm: 'sha1' | 'sha256', headers: readonly (string | undefined)[]): readonly string[] {
  return headers.flatMap((header = '') => {
    const [, prefix, hex] = /^(?:([^=]*)=)?([0-9a-f]+)$/i.exec(header.trim()) ?? [];
    return hex === undefined || (prefix !== undefined && prefix.toLowerCase() !== algorithm) ? [] : [hex];
  });
}
