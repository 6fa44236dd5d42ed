import { createHmac } from 'node:crypto';

/** What posts prove themselves with, unless an attempt needs another one. */
export const SECRET = 'kept-between-two-only-0123456789';
/** The same in the form that Standard Webhooks wants. */
export const ENCODED_SECRET = `whsec_${Buffer.from(SECRET).toString('base64')}`;

/** The schemes that sign with the secret as text. */
export const SCHEMES = [
  'bearer',
  'hmac-sha256',
  'hmac-sha1',
  'github',
  'gitlab',
  'slack',
  'stripe',
  'standard-webhooks',
] as const;
export type SchemeName = (typeof SCHEMES)[number];

export type Headers = Readonly<Record<string, string>>;

/** A webhook as TOML. */
export function hook(
  id: string,
  lines: Readonly<Record<string, string | number | boolean | readonly string[]>>,
): string {
  const all = {
    path: `/${id}`,
    ...(lines['auth'] === 'none' || 'secrets' in lines ? {} : { secret: SECRET }),
    ...lines,
  };
  const written = Object.entries(all).map(([key, value]) => `${key} = ${JSON.stringify(value)}`);
  return `[[triggers.webhooks]]\nid = "${id}"\n${written.join('\n')}\n`;
}

/** The tables of a server that throttles nobody, with its webhooks. */
export function server(port: number, hooks: readonly string[], more = ''): string {
  const limits = 'rate_limit = 1000000\nauth_failures_per_minute = 1000000';
  return `[triggers]\nenabled = true\n[triggers.server]\nport = ${port}\n${limits}\n${more}\n${hooks.join('\n')}`;
}

/** What tells a word of the payload to a chat. */
export function telling(chatId: number): Readonly<Record<string, string | number>> {
  return { action: 'notify_only', message_template: 'news {{word}}', chat_id: chatId };
}

/** What a signature is made from; each can be made wrong. */
export interface Signing {
  readonly secret?: string | Buffer;
  /** Seconds since 1970, as it is written. */
  readonly time?: string;
  readonly id?: string;
}

/** Seconds since 1970. */
export const nowSeconds = (): number => Math.floor(Date.now() / 1_000);

export function mac(algorithm: string, key: string | Buffer, text: string, encoding: 'hex' | 'base64' = 'hex'): string {
  return createHmac(algorithm, key).update(text).digest(encoding);
}

/** The headers with which a sender of the scheme proves itself. */
export function proof(scheme: SchemeName, body: string, signing: Signing = {}): Headers {
  const {
    secret = SECRET,
    time = `${nowSeconds()}`,
    id = `id-${body.length}-${`${Math.random()}`.slice(2)}`,
  } = signing;
  switch (scheme) {
    case 'bearer':
      return { authorization: `Bearer ${secret}` };
    case 'hmac-sha256':
      return { 'x-signature': `sha256=${mac('sha256', secret, body)}` };
    case 'hmac-sha1':
      return { 'x-hub-signature': `sha1=${mac('sha1', secret, body)}` };
    case 'github':
      return { 'x-hub-signature-256': `sha256=${mac('sha256', secret, body)}` };
    case 'gitlab':
      return { 'x-gitlab-token': `${secret}` };
    case 'slack':
      return {
        'x-slack-request-timestamp': time,
        'x-slack-signature': `v0=${mac('sha256', secret, `v0:${time}:${body}`)}`,
      };
    case 'stripe':
      return { 'stripe-signature': `t=${time},v1=${mac('sha256', secret, `${time}.${body}`)}` };
    case 'standard-webhooks':
      return {
        'webhook-id': id,
        'webhook-timestamp': time,
        'webhook-signature': `v1,${mac('sha256', secret, `${id}.${time}.${body}`, 'base64')}`,
      };
  }
}
