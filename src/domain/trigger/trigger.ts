import type { ChatId, EngineId, ThreadId, TriggerId } from '../ids.js';
import type { Secret } from '../secret.js';

/** What every trigger says about the run that it starts. */
export interface TriggerTarget {
  readonly id: TriggerId;
  readonly enabled: boolean;
  readonly project: string | null;
  readonly engine: EngineId | null;
  readonly chatId: ChatId | null;
  readonly threadId: ThreadId | null;
  readonly session: 'fresh' | 'chat';
  readonly permissionMode: string | null;
  /** Whether files that its runs leave for people are sent. */
  readonly outbox: boolean;
  /** Runs allowed in an hour; 0 for any number. */
  readonly maxRunsPerHour: number;
}

/** What a trigger does when it acts; every text but the method is a template. */
export interface TriggerAction {
  readonly action: 'agent_run' | 'file_write' | 'http_forward' | 'notify_only';
  readonly promptTemplate: string | null;
  readonly filePath: string | null;
  readonly onConflict: 'overwrite' | 'append_timestamp' | 'error';
  readonly forwardUrl: string | null;
  readonly forwardHeaders: Readonly<Record<string, string>>;
  readonly forwardMethod: 'POST' | 'PUT' | 'PATCH';
  readonly messageTemplate: string | null;
  readonly notifyOnSuccess: boolean;
  readonly notifyOnFailure: boolean;
}

/** What is fetched before a cron acts. */
export interface CronFetch {
  readonly type: 'http_get' | 'http_post' | 'file_read';
  readonly url: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly filePath: string | null;
  readonly timeoutMs: number;
  readonly parseAs: 'json' | 'text' | 'lines';
  readonly storeAs: string;
  readonly onFailure: 'abort' | 'run_with_error';
  readonly maxBytes: number;
}

/** A schedule that starts a run. Exactly one of `schedule` and `at` is set. */
export interface Cron extends TriggerTarget, TriggerAction {
  readonly kind: 'cron';
  readonly schedule: string | null;
  /** One instant: RFC 3339, or a local date-time in `timezone`. */
  readonly at: string | null;
  /** IANA name; `null` for the default zone. */
  readonly timezone: string | null;
  readonly prompt: string | null;
  readonly fetch: CronFetch | null;
  readonly runOnce: boolean;
  readonly catchUp: 'none' | 'once' | 'all';
  readonly catchUpWindowMs: number;
  readonly overlap: 'skip' | 'queue' | 'replace' | 'allow';
  readonly jitterMs: number;
}

/** How a webhook's sender proves itself; `signature`: as the webhook's own `SignatureScheme` says. */
export type WebhookAuth =
  | 'bearer'
  | 'hmac-sha256'
  | 'hmac-sha1'
  | 'none'
  | 'github'
  | 'gitlab'
  | 'slack'
  | 'stripe'
  | 'standard-webhooks'
  | 'linear'
  | 'sentry'
  | 'pagerduty'
  | 'gogs'
  | 'shopify'
  | 'signature';

/** An HMAC over a request that no provider's scheme describes. */
export interface SignatureScheme {
  /** The header that shows it, in lower case. */
  readonly header: string;
  /** What stands before each signature in that header. */
  readonly prefix: string;
  readonly encoding: 'hex' | 'base64';
  readonly algorithm: 'sha1' | 'sha256' | 'sha512';
  /** The header of the signed time, in lower case. */
  readonly timestampHeader: string | null;
  /** What is signed: `{body}` once, `{timestamp}` and `{id}` (what the webhook's `dedupHeader` says) where they are signed too. */
  readonly template: string;
}

/** The handshake with which a sender asks whether a path is ours before it posts there. */
export type Verification = 'none' | 'meta' | 'dropbox' | 'graph';

/** A path whose posts start something. */
export interface Webhook extends TriggerTarget, TriggerAction {
  readonly kind: 'webhook';
  readonly path: string;
  readonly auth: WebhookAuth;
  /** Set only where `auth` is `signature`. */
  readonly signature: SignatureScheme | null;
  /** All secrets that are accepted; empty only for `none`. */
  readonly secrets: readonly Secret[];
  readonly toleranceMs: number;
  readonly dedupHeader: string | null;
  readonly dedupMs: number;
  /** Whether a body that was seen within `dedupMs` is a repeat, whatever it is called. */
  readonly dedupBody: boolean;
  readonly verification: Verification;
  /** What the handshake's asker has to know; for `graph` what each notification has to say as its `clientState`. */
  readonly verifyToken: Secret | null;
  readonly allowIps: readonly string[];
  readonly eventFilter: readonly string[];
  readonly acceptMultipart: boolean;
  readonly fileDestination: string | null;
  readonly maxFileSizeBytes: number;
}

/** Anything that starts a run by itself. */
export type Trigger = Cron | Webhook;
