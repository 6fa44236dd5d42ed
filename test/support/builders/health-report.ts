import { diagnose, type HealthReport, type Measurements } from '../../../src/application/values/health-report.js';

/** A program that is fine and idle, with the given differences, and what that means. */
export function vitalSigns(change: Partial<Measurements> = {}): HealthReport {
  return diagnose({ ...FINE, ...change });
}

/** How a program hears that is fine, with the given differences. */
export function hearing(change: Partial<Measurements['hearing']> = {}): Measurements['hearing'] {
  return { ...FINE.hearing, ...change };
}

const FINE: Measurements = {
  generation: 1,
  startedAt: Date.parse('2026-11-23T11:00:00Z'),
  uptimeMs: 3_600_000,
  hearing: {
    up: true,
    quietMs: 10_000,
    lastGoodPollAt: Date.parse('2026-11-23T11:59:50Z'),
    conflicts: 0,
    sinceConflictMs: null,
    failures: 0,
    trouble: null,
  },
  listener: { state: 'up', trouble: null },
  triggers: { enabled: true, crons: 0, webhooks: 1 },
  paused: false,
  runs: { live: 0, waiting: 0 },
  draining: false,
  delayed: 0,
  outbox: 0,
  backlog: { unfinished: 0, undelivered: 0, oldestUndeliveredAt: null },
  unreachableChats: 0,
  oldestUndeliveredMs: null,
  reloadRejected: false,
  reloadHeld: false,
  configuredAt: Date.parse('2026-11-23T11:30:00Z'),
  storeSetAside: false,
  lastTurnedAway: null,
};
