import type { ServerSettings, TriggerSettings } from '../../../application/values/config/trigger-settings.js';
import { sameValue } from '../../../domain/same-value.js';
import type { Secret } from '../../../domain/secret.js';
import type {
  Cron,
  CronFetch,
  SignatureScheme,
  TriggerAction,
  TriggerTarget,
  Webhook,
} from '../../../domain/trigger/trigger.js';
import { remembered } from '../memory/remembered.js';
import type { LeftOut } from '../read/lenient.js';
import { authOf } from '../schema/kinds/auth-of.js';
import type { CronDto } from '../schema/triggers/cron-dto.js';
import type { FetchDto } from '../schema/triggers/fetch-dto.js';
import type { ServerDto } from '../schema/triggers/server-dto.js';
import type { SignatureDto } from '../schema/triggers/signature-dto.js';
import type { TriggerDto } from '../schema/triggers/trigger-dto.js';
import type { TriggersDto } from '../schema/triggers/triggers-dto.js';
import type { WebhookDto } from '../schema/triggers/webhook-dto.js';
import { secretsOf } from '../secrets/secret-sources.js';
import type { Vault } from '../secrets/vault.js';
import { ms } from './units.js';

/** What `[triggers]` says, without the entries that are left out. */
export function triggerSettings(dto: TriggersDto, vault: Vault, out: LeftOut): TriggerSettings {
  return {
    enabled: dto.enabled,
    defaultTimezone: dto.default_timezone,
    allowUnauthenticatedWebhooks: dto.allow_unauthenticated_webhooks,
    server: serverSettings(dto.server),
    webhooks: dto.webhooks
      .filter((_, index) => out.size === 0 || !out.has(['triggers', 'webhooks', index]))
      .map((webhook) => webhookOf(webhook, vault)),
    crons: dto.crons.filter((_, index) => out.size === 0 || !out.has(['triggers', 'crons', index])).map(cronOf),
  };
}

function serverSettings(dto: ServerDto): ServerSettings {
  return {
    host: dto.host,
    port: dto.port,
    rateLimit: dto.rate_limit,
    maxBodyBytes: dto.max_body_bytes,
    metrics: dto.metrics,
    metricsPublic: dto.metrics_public,
    always: dto.always,
    trustedProxies: dto.trusted_proxies,
    authFailuresPerMinute: dto.auth_failures_per_minute,
  };
}

function target(dto: TriggerDto): TriggerTarget {
  return {
    id: dto.id,
    enabled: dto.enabled,
    project: dto.project?.toLowerCase() ?? null,
    engine: dto.engine?.toLowerCase() ?? null,
    chatId: dto.chat_id === 0 ? null : dto.chat_id,
    threadId: dto.thread_id,
    session: dto.session,
    permissionMode: dto.permission_mode,
    outbox: dto.outbox,
    maxRunsPerHour: dto.max_runs_per_hour,
  };
}

function action(dto: TriggerDto): TriggerAction {
  return {
    action: dto.action,
    promptTemplate: dto.prompt_template,
    filePath: dto.file_path,
    onConflict: dto.on_conflict,
    forwardUrl: dto.forward_url,
    forwardHeaders: dto.forward_headers ?? {},
    forwardMethod: dto.forward_method,
    messageTemplate: dto.message_template,
    notifyOnSuccess: dto.notify_on_success,
    notifyOnFailure: dto.notify_on_failure,
  };
}

function webhookOf(dto: WebhookDto, vault: Vault): Webhook {
  const { secret, secret_env, secret_file, secrets: further } = dto;
  const own = { own: secret, variable: secret_env, file: secret_file, further };
  const secrets = authOf(dto) === 'none' ? [] : secretsOf(own, vault);
  return webhooksOf(dto)(secrets);
}

/** Makes the webhook of a table: the same object as before, as long as its secrets are the same, wherever they are kept. */
const webhooksOf = remembered((dto: WebhookDto) => {
  let latest: Webhook | null = null;
  return (secrets: readonly Secret[]): Webhook => {
    if (latest === null || !sameValue(latest.secrets, secrets)) latest = webhookWith(dto, secrets);
    return latest;
  };
});

function webhookWith(dto: WebhookDto, secrets: readonly Secret[]): Webhook {
  const auth = authOf(dto);
  return {
    ...target(dto),
    ...action(dto),
    kind: 'webhook',
    path: dto.path,
    auth,
    signature: dto.signature === null ? null : signatureOf(dto.signature),
    secrets,
    toleranceMs: ms(dto.tolerance_s),
    dedupHeader: dto.dedup_header,
    dedupMs: ms(dto.dedup_s),
    dedupBody: dto.dedup_body,
    verification: dto.verification,
    verifyToken: dto.verify_token,
    allowIps: dto.allow_ips,
    eventFilter: dto.event_filter ?? [],
    acceptMultipart: dto.accept_multipart,
    fileDestination: dto.file_destination,
    maxFileSizeBytes: dto.max_file_size_bytes,
  };
}

function signatureOf(dto: SignatureDto): SignatureScheme {
  return {
    header: dto.header.toLowerCase(),
    prefix: dto.prefix,
    encoding: dto.encoding,
    algorithm: dto.algorithm,
    timestampHeader: dto.timestamp_header?.toLowerCase() ?? null,
    template: dto.template,
  };
}

const cronOf = remembered((dto: CronDto): Cron => {
  return {
    ...target(dto),
    ...action(dto),
    kind: 'cron',
    schedule: dto.schedule,
    at: dto.at,
    timezone: dto.timezone,
    prompt: dto.prompt,
    fetch: dto.fetch === null ? null : fetchOf(dto.fetch),
    runOnce: dto.run_once || dto.at !== null,
    catchUp: dto.catch_up,
    catchUpWindowMs: ms(dto.catch_up_window_s),
    overlap: dto.overlap,
    jitterMs: ms(dto.jitter_s),
  };
});

function fetchOf(dto: FetchDto): CronFetch {
  return {
    type: dto.type,
    url: dto.url,
    headers: dto.headers ?? {},
    body: dto.body,
    filePath: dto.file_path,
    timeoutMs: ms(dto.timeout_seconds),
    parseAs: dto.parse_as,
    storeAs: dto.store_as,
    onFailure: dto.on_failure,
    maxBytes: dto.max_bytes,
  };
}
