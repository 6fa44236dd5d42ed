import type { Webhook, WebhookAuth } from '../../domain/trigger/trigger.js';
import { hexHmacHolds, hmacOf, sameText } from './signatures.js';

/** What a sender shows of itself. */
export interface Credentials {
  /** It is a program on this machine. */
  readonly local: boolean;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

interface Proof extends Credentials {
  readonly secret: string;
  /** Whether a signed time, in seconds, is near enough to ours. */
  readonly isFresh: (seconds: string) => boolean;
}

type Scheme = (proof: Proof) => boolean;

/** Whether the sender proves itself as the webhook asks; every secret of the webhook counts. */
export function isAuthentic(webhook: Webhook, sender: Credentials, nowMs: number, allowAnybody: boolean): boolean {
  if (webhook.auth === 'none') return allowAnybody || sender.local;
  const scheme = SCHEMES[webhook.auth];
  const isFresh = (seconds: string) =>
    /^\d{1,12}$/.test(seconds) && Math.abs(nowMs - Number(seconds) * 1_000) <= webhook.toleranceMs;
  const results = webhook.secrets.map((secret) => scheme({ ...sender, secret: secret.reveal(), isFresh }));
  return results.includes(true);
}

const SCHEMES: Readonly<Record<Exclude<WebhookAuth, 'none'>, Scheme>> = {
  bearer: ({ headers, secret }) => {
    const [, token] = /^bearer (.*)$/i.exec(headers['authorization'] ?? '') ?? [];
    return token !== undefined && sameText(Buffer.from(token, 'latin1').toString(), secret);
  },
  'hmac-sha256': (proof) => signedHex('sha256', proof, ['x-hub-signature-256', 'x-signature']),
  'hmac-sha1': (proof) => signedHex('sha1', proof, ['x-hub-signature', 'x-signature']),
  github: (proof) => signedHex('sha256', proof, ['x-hub-signature-256']),
  gitlab: ({ headers, secret }) => sameText(headers['x-gitlab-token'] ?? '', secret),
  slack: ({ headers, body, secret, isFresh }) => {
    const time = headers['x-slack-request-timestamp'] ?? '';
    const signature = `v0=${hmacOf(secret, [`v0:${time}:`, body]).toString('hex')}`;
    return isFresh(time) && sameText(signature, headers['x-slack-signature'] ?? '');
  },
  stripe: ({ headers, body, secret, isFresh }) => {
    const parts = (headers['stripe-signature'] ?? '').split(',').map((part) => part.trim());
    const time = parts.find((part) => part.startsWith('t='))?.slice(2) ?? '';
    const signature = `v1=${hmacOf(secret, [`${time}.`, body]).toString('hex')}`;
    return isFresh(time) && parts.filter((part) => sameText(part, signature)).length > 0;
  },
  'standard-webhooks': ({ headers, body, secret, isFresh }) => {
    const id = headers['webhook-id'] ?? '';
    const time = headers['webhook-timestamp'] ?? '';
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
    const signature = `v1,${hmacOf(key, [`${id}.${time}.`, body]).toString('base64')}`;
    const shown = (headers['webhook-signature'] ?? '').split(' ');
    return id !== '' && isFresh(time) && shown.filter((one) => sameText(one, signature)).length > 0;
  },
};

function signedHex(algorithm: 'sha1' | 'sha256', { headers, body, secret }: Proof, names: readonly string[]): boolean {
  const shown = names.map((name) => headers[name]).filter((value) => value !== undefined);
  return shown.some((text) => hexHmacHolds(algorithm, secret, body, text));
}
