import { Secret } from '../../domain/secret.js';
import type { Trigger } from '../../domain/trigger/trigger.js';
import type { AppConfig } from './app-config.js';
import type { TelegramSettings } from './config/chat-settings.js';

/** The parts of the configuration that hold secrets; an `AppConfig` is one. */
export interface SecretBearing extends Pick<AppConfig, 'triggers'> {
  readonly telegram: Pick<TelegramSettings, 'token' | 'apiUrl' | 'voice'>;
}

/** Names of headers and of parameters whose values are secrets, however short. */
const SECRET_NAME = /auth|token|key|secret|cookie|passw|credential|signature|session|\bsig\b/i;

/** Headers whose values say nothing that is anybody's secret. */
const PUBLIC_HEADER =
  /^(?:accept(?:-.*)?|content-.*|user-agent|cache-control|host|origin|referer|x-github-api-version)$/i;

/** Shorter values of other headers are switches and numbers. */
const SHORTEST_VALUE = 8;

/** A part of a path that somebody made up by chance: addresses to post to often are their own proof. */
const CHANCE = /^(?=.*\d)(?=.*[A-Za-z])[\w-]{20,}$/;

/**
 * Every secret in the configuration, wherever it is kept: the bot's token, keys, all secrets of webhooks, credentials in
 * addresses, and values of headers that may be some.
 */
export function secretsOf({ telegram, triggers }: SecretBearing): readonly Secret[] {
  const { token, apiUrl, voice } = telegram;
  const texts = [
    ...inAddress(apiUrl),
    ...inAddress(voice.baseUrl),
    ...[...triggers.crons, ...triggers.webhooks].flatMap(inTrigger),
  ];
  return [
    token,
    ...(voice.apiKey === null ? [] : [voice.apiKey]),
    ...triggers.webhooks.flatMap(({ secrets }) => secrets),
    ...[...new Set(texts)].filter((text) => text !== '').map((text) => new Secret(text)),
  ];
}

/** Most triggers have neither; there may be 10,000. */
function inTrigger(trigger: Trigger): readonly string[] {
  const fetched = trigger.kind === 'cron' ? trigger.fetch : null;
  return [
    ...inAddress(trigger.forwardUrl),
    ...inHeaders(trigger.forwardHeaders),
    ...(fetched === null ? [] : [...inAddress(fetched.url), ...inHeaders(fetched.headers)]),
  ];
}

/** Values of templates are known only when they are used. */
function inHeaders(headers: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(headers).flatMap(([name, value]) => {
    const isSecret = SECRET_NAME.test(name) || (value.length >= SHORTEST_VALUE && !PUBLIC_HEADER.test(name));
    return isSecret && !value.includes('{{') ? [value, value.replace(/^\w+ +/, '')] : [];
  });
}

function inAddress(address: string | null): readonly string[] {
  if (address === null) return [];
  const [, userInfo = '', path = '', query = ''] =
    /^[a-z][\w+.-]*:\/\/(?:([^/?#@]*)@)?[^/?#]*([^?#]*)(?:\?([^#]*))?/i.exec(address) ?? [];
  const [user = '', ...password] = userInfo.split(':');
  const known = password.length > 0 ? password.join(':') : user;
  const parameters = query.split('&').flatMap((part) => {
    const [name = '', ...value] = part.split('=');
    return SECRET_NAME.test(name) ? [value.join('=')] : [];
  });
  const found = [known, ...parameters, ...path.split('/').filter((part) => CHANCE.test(part))];
  return found.filter((text) => !text.includes('{{')).flatMap((text) => [text, decoded(text)]);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
