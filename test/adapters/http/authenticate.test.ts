import { createHmac } from 'node:crypto';
import { expect } from 'chai';
import { proofOf } from '../../../src/adapters/http/authentication/authenticate.js';
import { Secret } from '../../../src/domain/secret.js';
import type { Webhook, WebhookAuth } from '../../../src/domain/trigger/trigger.js';
import { webhook } from '../../support/builders/webhook.js';

const NOW_MS = 1_700_000_000_000;
const BODY = Buffer.from('{"a":1}');

function passes(
  auth: WebhookAuth,
  headers: Record<string, string>,
  change: Partial<Webhook> & { local?: boolean; anybody?: boolean } = {},
): boolean {
  const { local = false, anybody = false, ...hook } = change;
  const proof = proofOf(webhook({ auth, ...hook }), { local, headers }, NOW_MS, anybody);
  // In pieces, as a large body comes.
  proof.take(BODY.subarray(0, 3));
  proof.take(BODY.subarray(3));
  return proof.holds();
}

function hmac(algorithm: string, text: string | Buffer = BODY, key: string | Buffer = 's3cret'): Buffer {
  return createHmac(algorithm, key).update(text).digest();
}

describe('the proof of a sender', () => {
  it('is a bearer token, whatever the case of the scheme', () => {
    for (const scheme of ['Bearer', 'bearer', 'BeArEr']) {
      expect(passes('bearer', { authorization: `${scheme} s3cret` })).to.equal(true);
    }
    for (const wrong of ['Bearer wrong', 'Bearer s3cret ', 'Basic s3cret', 's3cret', 'Bearer ', 'Bearer \u00ff']) {
      expect(passes('bearer', { authorization: wrong }), wrong).to.equal(false);
    }
    expect(passes('bearer', {})).to.equal(false);
  });

  it('counts for each of several secrets', () => {
    const secrets = [new Secret('old'), new Secret('new')];
    expect(passes('bearer', { authorization: 'Bearer old' }, { secrets })).to.equal(true);
    expect(passes('bearer', { authorization: 'Bearer new' }, { secrets })).to.equal(true);
    expect(passes('bearer', { authorization: 'Bearer other' }, { secrets })).to.equal(false);
    expect(passes('bearer', { authorization: 'Bearer ' }, { secrets: [] })).to.equal(false);
  });

  it('is a signature of its own algorithm over the raw bytes', () => {
    const sha256 = hmac('sha256').toString('hex');
    const sha1 = hmac('sha1').toString('hex');
    expect(passes('hmac-sha256', { 'x-hub-signature-256': `sha256=${sha256}` })).to.equal(true);
    expect(passes('hmac-sha256', { 'x-signature': sha256.toUpperCase() })).to.equal(true);
    expect(passes('hmac-sha1', { 'x-hub-signature': `sha1=${sha1}` })).to.equal(true);
    expect(passes('hmac-sha1', { 'x-signature': sha1 })).to.equal(true);
    expect(passes('hmac-sha256', { 'x-hub-signature': `sha1=${sha1}` })).to.equal(false);
    expect(passes('hmac-sha1', { 'x-hub-signature-256': `sha256=${sha256}` })).to.equal(false);
    expect(passes('hmac-sha256', { 'x-hub-signature-256': `sha1=${sha256}` })).to.equal(false);
    expect(passes('hmac-sha256', { 'x-signature': 'zz' })).to.equal(false);
    expect(passes('hmac-sha256', {})).to.equal(false);
    expect(passes('github', { 'x-hub-signature-256': `sha256=${sha256}` })).to.equal(true);
    expect(passes('github', { 'x-signature': sha256 })).to.equal(false);
    expect(passes('gitlab', { 'x-gitlab-token': 's3cret' })).to.equal(true);
    expect(passes('gitlab', {})).to.equal(false);
  });

  it('of Slack, Stripe and Standard Webhooks holds for its time only', () => {
    const time = `${NOW_MS / 1_000}`;
    const late = `${NOW_MS / 1_000 - 301}`;
    const slack = (at: string) => ({
      'x-slack-request-timestamp': at,
      'x-slack-signature': `v0=${hmac('sha256', `v0:${at}:${BODY}`).toString('hex')}`,
    });
    const stripe = (at: string) => ({
      'stripe-signature': `t=${at},v1=00,v1=${hmac('sha256', `${at}.${BODY}`).toString('hex')}`,
    });
    const standard = (at: string) => ({
      'webhook-id': 'msg_1',
      'webhook-timestamp': at,
      'webhook-signature': `v1,AA== v1,${hmac('sha256', `msg_1.${at}.${BODY}`, Buffer.from('key')).toString('base64')}`,
    });
    const secrets = [new Secret(`whsec_${Buffer.from('key').toString('base64')}`)];
    expect(passes('slack', slack(time))).to.equal(true);
    expect(passes('slack', slack(late))).to.equal(false);
    expect(passes('slack', { ...slack(time), 'x-slack-request-timestamp': `${Number(time) + 1}` })).to.equal(false);
    expect(passes('stripe', stripe(time))).to.equal(true);
    expect(passes('stripe', stripe(late))).to.equal(false);
    expect(passes('stripe', {})).to.equal(false);
    expect(passes('standard-webhooks', standard(time), { secrets })).to.equal(true);
    expect(passes('standard-webhooks', standard(late), { secrets })).to.equal(false);
    expect(passes('standard-webhooks', standard(time))).to.equal(false);
  });

  it('is needless only for programs on this machine, unless everybody is allowed', () => {
    expect(passes('none', {}, { local: true })).to.equal(true);
    expect(passes('none', {})).to.equal(false);
    expect(passes('none', {}, { anybody: true })).to.equal(true);
  });

  it('keeps what a signature table signs apart: no name that holds another time or a piece of the body', () => {
    const at = `${NOW_MS / 1_000}`;
    const passesAs = (template: string, id: string, time: string) => {
      const written = template.replace('{id}', id).replace('{timestamp}', time).replace('{body}', `${BODY}`);
      const signature = {
        header: 'x-own',
        prefix: '',
        encoding: 'hex',
        algorithm: 'sha256',
        timestampHeader: template.includes('{timestamp}') ? 'x-time' : null,
        template,
      } as const;
      const headers = { 'x-own': hmac('sha256', written).toString('hex'), 'x-id': id, 'x-time': time };
      return passes('signature', headers, { signature, dedupHeader: 'X-Id' });
    };
    const date = new Date(NOW_MS).toISOString();
    for (const [template, good, bad] of [
      ['{id}.{timestamp}.{body}', ['m1', 'm.1', 'm1.17'], [`m1.${at}.{"x":"a`, `m1.${date}.a`]],
      ['{id}{timestamp}{body}', ['bf1c-1234567890-aa'], [`m1${date}{"x":"`]],
      ['{id}:{body}', ['m1', 'm.1'], ['m1:{"x":"a']],
      ['{body}|{id}', ['m1'], ['"}|m1']],
    ] as const) {
      for (const id of good) expect(passesAs(template, id, at), `${template} ${id}`).to.equal(true);
      for (const id of bad) expect(passesAs(template, id, at), `${template} ${id}`).to.equal(false);
    }
    for (const [time, isGood] of [
      [date, true],
      [date.replace('Z', '+00:00'), true],
      [`${date} (a comment)`, false],
      [date.slice(0, 10), false],
      [date.slice(0, 19), false],
    ] as const) {
      expect(passesAs('{timestamp}.{body}', 'm1', time), time).to.equal(isGood);
    }
  });
});
