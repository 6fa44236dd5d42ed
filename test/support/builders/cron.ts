import type { Cron } from '../../../src/domain/trigger/trigger.js';

/** A cron of every minute with the product's defaults and the given differences. */
export function cronOf(id: string, change: Partial<Cron> = {}): Cron {
  return {
    kind: 'cron',
    id,
    enabled: true,
    project: null,
    engine: null,
    chatId: null,
    threadId: null,
    session: 'fresh',
    permissionMode: null,
    outbox: false,
    maxRunsPerHour: 0,
    schedule: '* * * * *',
    at: null,
    timezone: 'UTC',
    prompt: `work of ${id}`,
    action: 'agent_run',
    promptTemplate: null,
    filePath: null,
    onConflict: 'overwrite',
    forwardUrl: null,
    forwardHeaders: {},
    forwardMethod: 'POST',
    messageTemplate: null,
    notifyOnSuccess: false,
    notifyOnFailure: false,
    fetch: null,
    runOnce: false,
    catchUp: 'none',
    catchUpWindowMs: 86_400_000,
    overlap: 'skip',
    jitterMs: 0,
    ...change,
  };
}
