import { createHmac } from 'node:crypto';
import { proofOf } from '../../../../src/adapters/http/authentication/authenticate.js';
import { claimsHold } from '../../../../src/adapters/http/authentication/signed-claims.js';
import { Secret } from '../../../../src/domain/secret.js';
import type { Webhook } from '../../../../src/domain/trigger/trigger.js';
import { webhook } from '../../../support/builders/webhook.js';

/** A request that a vendor's documentation, or its library, accepts or refuses. */
export interface Vector {
  readonly name: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly accepts: boolean;
  /** What the webhook says, where that differs from the vendor's usual. */
  readonly hook?: Partial<Webhook>;
  /** Now, in milliseconds since the epoch; the vendor's usual unless given. */
  readonly nowMs?: number;
}

/** The vectors of one vendor. */
export interface Vendor {
  readonly name: string;
  readonly hook: Partial<Webhook>;
  readonly nowMs: number;
  readonly vectors: readonly Vector[];
}

/** Whether we accept the request. */
export function accepts({ hook, nowMs }: Vendor, vector: Vector): boolean {
  const judged = webhook({ ...hook, ...vector.hook });
  const now = vector.nowMs ?? nowMs;
  const proof = proofOf(judged, { local: true, headers: vector.headers }, now, false);
  proof.take(Buffer.from(vector.body));
  return proof.holds() && claimsHold(judged, objectIn(vector.body), now);
}

/** Some secrets. */
export function secrets(...texts: readonly string[]): readonly Secret[] {
  return texts.map((text) => new Secret(text));
}

/** An HMAC as its senders write it. */
export function hmac(
  secret: string | Buffer,
  text: string,
  encoding: 'hex' | 'base64' = 'hex',
  algorithm = 'sha256',
): string {
  return createHmac(algorithm, secret).update(text).digest(encoding);
}

/**
 * What every scheme that signs the raw body has to take and to refuse, by how a sender writes its header; `SECRET` is the
 * webhook's.
 */
export function bodyCases(
  header: string,
  write: (signature: string) => string,
  encoding: 'hex' | 'base64' = 'hex',
): readonly Vector[] {
  const body = '{"action":"create","title":"Größe ≠ 0 💥"}';
  const good = hmac(SECRET, body, encoding);
  const show = (name: string, signature: string, ok: boolean, more: Partial<Vector> = {}): Vector => ({
    name,
    headers: { [header]: write(signature) },
    body,
    accepts: ok,
    ...more,
  });
  return [
    show('as it was sent', good, true),
    show('without a body', hmac(SECRET, '', encoding), true, { body: '' }),
    show('with a blank more', good, false, { body: `${body} ` }),
    show('with another body', good, false, { body: body.replace('create', 'remove') }),
    show('signed with another secret', hmac(`${SECRET}x`, body, encoding), false),
    show('signed with nothing', hmac('', body, encoding), false),
    show('signed by SHA-1', hmac(SECRET, body, encoding, 'sha1'), false),
    show('cut', good.slice(0, -4), false),
    show('without a signature', '', false),
    show('with something else', 'xyz', false),
    show('with the secret itself', SECRET, false),
    { name: 'without the header', headers: {}, body, accepts: false },
    { name: 'in a header of another name', headers: { 'x-other': write(good) }, body, accepts: false },
    show('with the older of two secrets', good, true, { hook: { secrets: secrets('newer', SECRET) } }),
    show('with the newer of two secrets', good, true, { hook: { secrets: secrets(SECRET, 'older') } }),
    show('with a secret that is no longer valid', good, false, { hook: { secrets: secrets('newer') } }),
  ];
}

/** The secret of the cases above. */
export const SECRET = "It's a Secret to Everybody";

function objectIn(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
