import type { Cron, Webhook } from '../../../domain/trigger/trigger.js';

/** The crons and webhooks, and the server that webhooks come in by. */
export interface TriggerSettings {
  readonly enabled: boolean;
  readonly defaultTimezone: string | null;
  readonly allowUnauthenticatedWebhooks: boolean;
  readonly server: ServerSettings;
  readonly webhooks: readonly Webhook[];
  readonly crons: readonly Cron[];
}

/** The server for webhooks, health and metrics. */
export interface ServerSettings {
  readonly host: string;
  readonly port: number;
  /** Requests a minute. */
  readonly rateLimit: number;
  readonly maxBodyBytes: number;
  readonly metrics: boolean;
  readonly metricsPublic: boolean;
  readonly always: boolean;
  readonly trustedProxies: readonly string[];
  readonly authFailuresPerMinute: number;
}
