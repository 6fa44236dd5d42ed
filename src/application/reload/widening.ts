import type { EngineId, UserId } from '../../domain/ids.js';
import type { Webhook, WebhookAuth } from '../../domain/trigger/trigger.js';
import { type TriggerName, triggerName } from '../../domain/trigger/trigger-name.js';
import type { AppConfig } from '../app-config.js';

/** One way in which a configuration lets more happen than the one before. */
export type Widening =
  | { readonly kind: 'users-added'; readonly users: readonly UserId[] }
  | { readonly kind: 'any-user' }
  | { readonly kind: 'host-opened'; readonly host: string }
  | { readonly kind: 'metrics-opened' }
  | { readonly kind: 'proxies-trusted'; readonly ranges: readonly string[] }
  | { readonly kind: 'unauthenticated-allowed' }
  | {
      readonly kind: 'authentication-weakened';
      readonly trigger: TriggerName;
      readonly before: WebhookAuth | null;
      readonly after: WebhookAuth;
    }
  | { readonly kind: 'addresses-opened'; readonly trigger: TriggerName }
  /** An engine may use these without asking. */
  | { readonly kind: 'tools-allowed'; readonly engine: EngineId; readonly tools: readonly string[] }
  | { readonly kind: 'asks-nobody'; readonly key: string }
  | { readonly kind: 'outbound-opened'; readonly ranges: readonly string[] }
  | { readonly kind: 'roots-opened'; readonly roots: readonly string[] };

/** How much a way to prove oneself keeps out: nothing, whoever has not seen the secret, whoever can't sign with it. */
const STRENGTHS: Readonly<Record<WebhookAuth, number>> = {
  none: 0,
  bearer: 1,
  gitlab: 1,
  'hmac-sha1': 2,
  'hmac-sha256': 3,
  github: 3,
  slack: 3,
  stripe: 3,
  'standard-webhooks': 3,
  linear: 3,
  sentry: 3,
  pagerduty: 3,
  gogs: 3,
  shopify: 3,
  signature: 3,
};

/** Permission modes in which an engine does what it likes without asking. */
const ASKS_NOBODY = /bypass|yolo|danger|full-?access|full-?auto|allow-?all/i;
/** Arguments and keys of engines that mean the same. */
const BYPASS = /bypass|yolo|danger|full-?access|skip-permissions/i;

/** Everything that `after` allows and `before` did not. */
export function widening(before: AppConfig, after: AppConfig): readonly Widening[] {
  return [
    ...users(before, after),
    ...server(before, after),
    ...webhooks(before, after),
    ...permissions(before, after),
    ...reach(before, after),
  ];
}

function users({ telegram: before }: AppConfig, { telegram: after }: AppConfig): readonly Widening[] {
  const added = missing(after.allowedUserIds, before.allowedUserIds);
  return [
    ...(added.length === 0 ? [] : [{ kind: 'users-added' as const, users: added }]),
    ...(after.allowAnyUser && !before.allowAnyUser ? [{ kind: 'any-user' as const }] : []),
  ];
}

function server({ triggers: before }: AppConfig, { triggers: after }: AppConfig): readonly Widening[] {
  const { host, metricsPublic, trustedProxies } = after.server;
  const proxies = missing(trustedProxies, before.server.trustedProxies);
  const found: Widening[] = [];
  if (!isLoopback(host) && isLoopback(before.server.host)) found.push({ kind: 'host-opened', host });
  if (metricsPublic && !before.server.metricsPublic) found.push({ kind: 'metrics-opened' });
  if (proxies.length > 0) found.push({ kind: 'proxies-trusted', ranges: proxies });
  if (after.allowUnauthenticatedWebhooks && !before.allowUnauthenticatedWebhooks) {
    found.push({ kind: 'unauthenticated-allowed' });
  }
  return found;
}

function webhooks({ triggers: before }: AppConfig, { triggers: after }: AppConfig): readonly Widening[] {
  const former = new Map(before.webhooks.map((hook) => [hook.id, hook]));
  return after.webhooks.flatMap((hook) => webhook(former.get(hook.id) ?? null, hook));
}

function webhook(before: Webhook | null, after: Webhook): readonly Widening[] {
  const trigger = triggerName(after);
  const weaker = before === null ? after.auth === 'none' : STRENGTHS[after.auth] < STRENGTHS[before.auth];
  const opened = before !== null && before.allowIps.length > 0 && wider(after.allowIps, before.allowIps);
  return [
    ...(weaker
      ? [{ kind: 'authentication-weakened' as const, trigger, before: before?.auth ?? null, after: after.auth }]
      : []),
    ...(opened ? [{ kind: 'addresses-opened' as const, trigger }] : []),
  ];
}

/** An empty list means all addresses. */
function wider(after: readonly string[], before: readonly string[]): boolean {
  return after.length === 0 || missing(after, before).length > 0;
}

function permissions(before: AppConfig, after: AppConfig): readonly Widening[] {
  const keys = missing(keysWithoutAsking(after), keysWithoutAsking(before));
  return [...keys.map((key) => ({ kind: 'asks-nobody' as const, key })), ...tools(before, after)];
}

function tools(before: AppConfig, after: AppConfig): readonly Widening[] {
  const allowed = ({ engines }: AppConfig, id: EngineId): readonly string[] => {
    const listed = engines[id]?.extra['allowed_tools'];
    return Array.isArray(listed) ? listed.map(String) : [];
  };
  return Object.keys(after.engines).flatMap((engine) => {
    const added = missing(allowed(after, engine), allowed(before, engine));
    return added.length === 0 ? [] : [{ kind: 'tools-allowed' as const, engine, tools: added }];
  });
}

/** The keys that let an engine work without asking anybody. */
function keysWithoutAsking({ engines, triggers }: AppConfig): readonly string[] {
  const ofEngines = Object.entries(engines).flatMap(([id, { permissionMode, extraArgs, extra }]) => {
    const switches = Object.entries(extra).filter(([key, value]) => BYPASS.test(key) && value === true);
    return [
      ...(ASKS_NOBODY.test(permissionMode ?? '') ? [`${id}.permission_mode`] : []),
      ...(extraArgs.some((argument) => BYPASS.test(argument)) ? [`${id}.extra_args`] : []),
      ...switches.map(([key]) => `${id}.${key}`),
    ];
  });
  const ofTriggers = [...triggers.crons, ...triggers.webhooks].filter(({ permissionMode }) =>
    ASKS_NOBODY.test(permissionMode ?? ''),
  );
  return [...ofEngines, ...ofTriggers.map(({ kind, id }) => `triggers.${kind}s.${id}.permission_mode`)];
}

function reach(before: AppConfig, after: AppConfig): readonly Widening[] {
  const ranges = missing(after.security.outboundAllow, before.security.outboundAllow);
  const former = before.security.fileRoots ?? usualRoots(before);
  const roots = (after.security.fileRoots ?? []).filter((root) => !former.some((one) => isWithin(root, one)));
  return [
    ...(ranges.length === 0 ? [] : [{ kind: 'outbound-opened' as const, ranges }]),
    ...(roots.length === 0 ? [] : [{ kind: 'roots-opened' as const, roots }]),
  ];
}

function usualRoots({ projects, stateDirectory }: AppConfig): readonly string[] {
  return [...projects.map(({ path }) => path), `${stateDirectory}/uploads`];
}

function isWithin(path: string, root: string): boolean {
  return path === root || path.startsWith(root.endsWith('/') ? root : `${root}/`);
}

function isLoopback(host: string): boolean {
  const name = host.toLowerCase();
  return name === 'localhost' || name === '::1' || name === '[::1]' || /^127(\.\d{1,3}){3}$/.test(name);
}

function missing<T>(these: readonly T[], among: readonly T[]): readonly T[] {
  const known = new Set(among);
  return these.filter((one) => !known.has(one));
}
