import type { Instant } from '../../../domain/ports/clock.js';
import { type Fault, faultAt } from '../faults/fault.js';
import type { ConfigDto } from '../schema/config-dto.js';

/** No clock is further behind UTC. */
const FURTHEST_WEST_MS = 12 * 3_600_000;

/** Crons whose one instant is past, wherever that is: they never fire again. */
export function pastCrons({ triggers }: ConfigDto, now: Instant): readonly Fault[] {
  return triggers.crons.flatMap(({ at, enabled }, index) =>
    typeof at === 'string' && enabled && latestInstant(at) < now
      ? [
          faultAt(
            ['triggers', 'crons', index, 'at'],
            'This instant is past.',
            'Write a later one, or delete the entry.',
          ),
        ]
      : [],
  );
}

function latestInstant(at: string): Instant {
  const hasOffset = /(?:Z|[+-]\d\d:\d\d)$/.test(at);
  return hasOffset ? Date.parse(at) : Date.parse(`${at}Z`) + FURTHEST_WEST_MS;
}
