import { Secret } from '../../../src/domain/secret.js';
import type { Webhook } from '../../../src/domain/trigger/trigger.js';

/** A webhook `deploy` at `/hooks/deploy` with the bearer secret `s3cret`, with the given differences. */
export function webhook(change: Partial<Webhook> = {}): Webhook {
  return { ...DEFAULTS, secrets: [new Secret('s3cret')], ...change };
}

const DEFAULTS: Omit<Webhook, 'secrets'> = {
  kind: 'webhook',
  id: 'deploy',
  enabled: true,
  project: null,
  engine: null,
  chatId: null,
  threadId: null,
  session: 'fresh',
  permissionMode: null,
  outbox: false,
  maxRunsPerHour: 0,
  path: '/hooks/deploy',
  auth: 'bearer',
  signature: null,
  toleranceMs: 300_000,
  dedupHeader: null,
  dedupMs: 86_400_000,
  dedupBody: false,
  verification: 'none',
  verifyToken: null,
  allowIps: [],
  eventFilter: [],
  acceptMultipart: false,
  fileDestination: null,
  maxFileSizeBytes: 52_428_800,
  action: 'agent_run',
  promptTemplate: 'deploy {{ref}}',
  filePath: null,
  onConflict: 'overwrite',
  forwardUrl: null,
  forwardHeaders: {},
  forwardMethod: 'POST',
  messageTemplate: null,
  notifyOnSuccess: false,
  notifyOnFailure: false,
};
