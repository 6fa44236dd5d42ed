import { readFileSync } from 'node:fs';
import type { WatchdogSettings } from '../../../application/values/config/run-settings.js';
import type { EngineProblem } from '../../../domain/run/run-event.js';

/** The settings that bound how many engines run at once. Megabytes; 0 switches a bound off. */
export type SpawnLimits = Pick<
  WatchdogSettings,
  'maxConcurrentEngineRuns' | 'prespawnRamWarnMb' | 'prespawnRamBlockMb' | 'prespawnRamPerRunReserveMb'
>;

/** Whether one more engine may be started. `scarce`: it may, but memory is short. */
export type SpawnVerdict =
  | { readonly kind: 'free' }
  | { readonly kind: 'scarce'; readonly availableMb: number }
  | { readonly kind: 'refused'; readonly problem: EngineProblem };

/** Judges by the number of live runs and the free memory; memory that can't be measured (`null`) is taken to be enough. */
export function judgeSpawn(limits: SpawnLimits, liveRuns: number, availableMb: number | null): SpawnVerdict {
  const most = limits.maxConcurrentEngineRuns;
  if (most > 0 && liveRuns >= most) {
    return refused(`${liveRuns} runs are active, and watchdog.max_concurrent_engine_runs is ${most}.`);
  }
  if (availableMb === null) return { kind: 'free' };
  const floor = limits.prespawnRamBlockMb + limits.prespawnRamPerRunReserveMb * liveRuns;
  if (limits.prespawnRamBlockMb > 0 && availableMb < floor) {
    return refused(`Only ${availableMb} MB of memory are available; one more run needs ${floor} MB.`);
  }
  const scarce = limits.prespawnRamWarnMb > 0 && availableMb < limits.prespawnRamWarnMb;
  return scarce ? { kind: 'scarce', availableMb } : { kind: 'free' };
}

function refused(message: string): SpawnVerdict {
  return { kind: 'refused', problem: { kind: 'cannot-start', message } };
}

/** Memory that can be had without swapping, in megabytes, by `/proc/meminfo`; `null` where there is none. */
export function availableMemoryMb(file = '/proc/meminfo'): number | null {
  try {
    const kilobytes = /^MemAvailable:\s+(\d+) kB/m.exec(readFileSync(file, 'latin1'))?.[1];
    return kilobytes === undefined ? null : Math.floor(Number(kilobytes) / 1024);
  } catch {
    return null;
  }
}
