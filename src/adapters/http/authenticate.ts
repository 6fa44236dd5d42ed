import { createHmac, type Hmac } from 'node:crypto';
import type { Webhook, WebhookAuth } from '../../domain/trigger/trigger.js';
import { sameText } from './same-text.js';

/** What a sender shows of itself beside the body. */
export interface Credentials {
  /** It is a program on this machine. */
  readonly local: boolean;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A signature over the bytes of `lead` and then of the body, of which one that is shown has to be the right one. */
interface Signature {
  readonly algorithm: 'sha256' | 'sha1';
  readonly key: string | Buffer;
  readonly lead: string;
  readonly encoding: 'hex' | 'base64';
  readonly shown: readonly string[];
}

interface Question {
  readonly headers: Credentials['headers'];
  readonly secret: string;
  /** Whether a signed time, in seconds, is near enough to ours. */
  readonly isFresh: (seconds: string) => boolean;
}

/** What a header shows: the secret itself (or not), or a signature that can be checked once the body is known. */
type Scheme = (question: Question) => boolean | Signature;

/** Whether a sender proves itself, which may be known only when all bytes of its request are. */
export class Proof {
  readonly #known: boolean;
  readonly #open: readonly { readonly hmac: Hmac; readonly signature: Signature }[];

  /** `claims`: one for each secret that is accepted. */
  constructor(claims: readonly (boolean | Signature)[]) {
    this.#known = claims.includes(true);
    const signatures = claims.filter((claim) => typeof claim !== 'boolean').filter(({ shown }) => shown.length > 0);
    this.#open = signatures.map((signature) => {
      const hmac = createHmac(signature.algorithm, signature.key).update(signature.lead);
      return { hmac, signature };
    });
  }

  /** Whether no body can mend it. */
  get isHopeless(): boolean {
    return !this.#known && this.#open.length === 0;
  }

  /** The next bytes of the body, as they came. */
  take(bytes: Uint8Array): void {
    for (const { hmac } of this.#open) hmac.update(bytes);
  }

  /** Whether it holds, all bytes having been taken; to be asked once. */
  holds(): boolean {
    const results = this.#open.flatMap(({ hmac, signature }) => {
      const digest = hmac.digest(signature.encoding);
      return signature.shown.map((one) => sameText(one, digest));
    });
    return this.#known || results.includes(true);
  }
}

/** The proof that a request's headers offer, as the webhook asks for it; every secret of the webhook counts. */
export function proofOf(
  webhook: Webhook,
  { local, headers }: Credentials,
  nowMs: number,
  allowAnybody: boolean,
): Proof {
  if (webhook.auth === 'none') return new Proof([allowAnybody || local]);
  const scheme = SCHEMES[webhook.auth];
  const isFresh = (seconds: string) =>
    /^\d{1,12}$/.test(seconds) && Math.abs(nowMs - Number(seconds) * 1_000) <= webhook.toleranceMs;
  return new Proof(webhook.secrets.map((secret) => scheme({ headers, secret: secret.reveal(), isFresh })));
}

const SCHEMES: Readonly<Record<Exclude<WebhookAuth, 'none'>, Scheme>> = {
  bearer: ({ headers, secret }) => {
    const [, token] = /^bearer (.*)$/i.exec(headers['authorization'] ?? '') ?? [];
    return token !== undefined && sameText(Buffer.from(token, 'latin1').toString(), secret);
  },
  'hmac-sha256': (question) => signedHex('sha256', question, ['x-hub-signature-256', 'x-signature']),
  'hmac-sha1': (question) => signedHex('sha1', question, ['x-hub-signature', 'x-signature']),
  github: (question) => signedHex('sha256', question, ['x-hub-signature-256']),
  gitlab: ({ headers, secret }) => sameText(headers['x-gitlab-token'] ?? '', secret),
  slack: ({ headers, secret, isFresh }) => {
    const time = headers['x-slack-request-timestamp'] ?? '';
    const shown = after('v0=', [headers['x-slack-signature'] ?? '']);
    return isFresh(time) && { algorithm: 'sha256', key: secret, lead: `v0:${time}:`, encoding: 'hex', shown };
  },
  stripe: ({ headers, secret, isFresh }) => {
    const parts = (headers['stripe-signature'] ?? '').split(',').map((part) => part.trim());
    const [time = ''] = after('t=', parts);
    const shown = after('v1=', parts);
    return isFresh(time) && { algorithm: 'sha256', key: secret, lead: `${time}.`, encoding: 'hex', shown };
  },
  'standard-webhooks': ({ headers, secret, isFresh }) => {
    const id = headers['webhook-id'] ?? '';
    const time = headers['webhook-timestamp'] ?? '';
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
    const shown = after('v1,', (headers['webhook-signature'] ?? '').split(' '));
    if (id === '' || !isFresh(time)) return false;
    return { algorithm: 'sha256', key, lead: `${id}.${time}.`, encoding: 'base64', shown };
  },
};

/** Of the texts that begin with `prefix` what stands behind it; no header carries more than a few. */
function after(prefix: string, texts: readonly string[]): readonly string[] {
  return texts
    .filter((text) => text.startsWith(prefix))
    .slice(0, 10)
    .map((text) => text.slice(prefix.length));
}

/** Hexadecimal in any case, `<algorithm>=` before it or not. */
function signedHex(algorithm: 'sha1' | 'sha256', { headers, secret }: Question, names: readonly string[]): Signature {
  const shown = names.flatMap((name) => {
    const [, prefix, hex] = /^(?:([^=]*)=)?([0-9a-f]+)$/i.exec((headers[name] ?? '').trim()) ?? [];
    return hex === undefined || (prefix !== undefined && prefix.toLowerCase() !== algorithm) ? [] : [hex.toLowerCase()];
  });
  return { algorithm, key: secret, lead: '', encoding: 'hex', shown };
}
