import type { Webhook } from '../../../domain/trigger/trigger.js';
import { type Answer, FORBIDDEN } from '../server/answer.js';
import { sameText } from '../server/same-text.js';

/** What a sender that asks for a handshake sends; others send none of it. */
interface Question {
  readonly method: string;
  /** As it stands in the request: path and query. */
  readonly target: string;
}

/** Text that means nothing to a browser, whatever it takes it for; Graph's has blanks and colons. */
const HARMLESS = /^[\w .:;,~+/=@()-]{1,1000}$/;

/**
 * The answer to a sender that asks whether a path is ours, as the webhook expects it; `null` for what is no such question.
 * Meta: https://developers.facebook.com/docs/graph-api/webhooks/getting-started, Dropbox:
 * https://www.dropbox.com/developers/reference/webhooks, Microsoft Graph:
 * https://learn.microsoft.com/graph/change-notifications-delivery-webhooks.
 */
export function handshake({ verification, verifyToken }: Webhook, { method, target }: Question): Answer | null {
  if (verification === 'none') return null;
  const query = new URLSearchParams(target.includes('?') ? target.slice(target.indexOf('?')) : '');
  switch (verification) {
    case 'meta': {
      const challenge = query.get('hub.challenge');
      if (method !== 'GET' || challenge === null) return null;
      const knows = verifyToken !== null && sameText(query.get('hub.verify_token') ?? '', verifyToken.reveal());
      return knows && query.get('hub.mode') === 'subscribe' ? echo(challenge) : FORBIDDEN;
    }
    case 'dropbox': {
      const challenge = query.get('challenge');
      return method !== 'GET' || challenge === null ? null : echo(challenge);
    }
    case 'graph': {
      const token = query.get('validationToken');
      return method !== 'POST' || token === null ? null : echo(token);
    }
  }
}

/** Gives a challenge back, as text that no browser takes for anything else. */
export function echo(challenge: string): Answer {
  if (!HARMLESS.test(challenge)) return FORBIDDEN;
  const headers = { 'X-Content-Type-Options': 'nosniff' };
  return { outcome: 'challenge', status: 200, text: challenge, headers };
}
