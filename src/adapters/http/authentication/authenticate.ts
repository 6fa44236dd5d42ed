import { createHmac, type Hmac } from 'node:crypto';
import type { Webhook } from '../../../domain/trigger/trigger.js';
import { sameText } from '../server/same-text.js';
import { AUTH_SCHEMES } from './auth-schemes.js';
import { customSignature } from './custom-signature.js';
import { digestText, type Signature } from './signature.js';

/** What a sender shows of itself beside the body. */
export interface Credentials {
  /** It is a program on this machine. */
  readonly local: boolean;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Whether a sender proves itself, which may be known only when all bytes of its request are. */
export class Proof {
  /** Whether the headers alone prove it. */
  readonly isKnown: boolean;
  /** What is signed beside the body; empty if that is nothing. */
  readonly signedBeside: string;
  readonly #open: readonly { readonly hmac: Hmac; readonly signature: Signature }[];

  /** `claims`: one for each secret that is accepted. */
  constructor(claims: readonly (boolean | Signature)[]) {
    this.isKnown = claims.includes(true);
    const signatures = claims.filter((claim) => typeof claim !== 'boolean').filter(({ shown }) => shown.length > 0);
    const [first] = signatures;
    this.signedBeside = first === undefined || first.lead + first.tail === '' ? '' : `${first.lead}\n${first.tail}`;
    this.#open = signatures.map((signature) => {
      const hmac = createHmac(signature.algorithm, signature.key).update(signature.lead);
      return { hmac, signature };
    });
  }

  /** Whether no body can change that it fails. */
  get isHopeless(): boolean {
    return !this.isKnown && this.#open.length === 0;
  }

  /** The next bytes of the body, as they came. */
  take(bytes: Uint8Array): void {
    for (const { hmac } of this.#open) hmac.update(bytes);
  }

  /** Whether it holds, all bytes having been taken; to be asked once. */
  holds(): boolean {
    const results = this.#open.flatMap(({ hmac, signature: { tail, encoding, shown } }) => {
      const digest = digestText(hmac.update(tail).digest(encoding), encoding);
      return shown.map((one) => sameText(one, digest));
    });
    return this.isKnown || results.includes(true);
  }
}

/** The proof that a request's headers offer, as the webhook asks for it; every secret of the webhook counts. */
export function proofOf(
  webhook: Webhook,
  { local, headers }: Credentials,
  nowMs: number,
  allowAnybody: boolean,
): Proof {
  const { auth, signature, secrets, toleranceMs } = webhook;
  if (auth === 'none') return new Proof([allowAnybody || local]);
  if (auth === 'signature') {
    const id = headers[webhook.dedupHeader?.toLowerCase() ?? ''] ?? '';
    const claim = (secret: string) =>
      signature !== null && customSignature(signature, { headers, secret, id, nowMs, toleranceMs });
    return new Proof(secrets.map((secret) => claim(secret.reveal())));
  }
  const isFresh = (seconds: string) =>
    /^\d{1,12}$/.test(seconds) && Math.abs(nowMs - Number(seconds) * 1_000) <= toleranceMs;
  return new Proof(secrets.map((secret) => AUTH_SCHEMES[auth]({ headers, secret: secret.reveal(), isFresh })));
}
