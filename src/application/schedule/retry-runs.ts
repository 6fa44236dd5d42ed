import type { DelayedRun } from '../../domain/accepted/delayed-run.js';
import type { RunRequest } from '../../domain/accepted/run-request.js';
import type { UserId } from '../../domain/ids.js';
import type { Clock } from '../../domain/ports/clock.js';
import type { Inbox } from '../../domain/ports/inbox.js';
import type { AtScheduler } from '../../domain/schedule/at-scheduler.js';
import { fingerprint } from '../../domain/trigger/fingerprint.js';
import type { RetryWay } from '../delivery/retry-buttons.js';
import type { Offer } from '../ports/chat/offer-store.js';
import type { RunOffered } from '../run/run-offered.js';
import type { Generations } from '../values/generation.js';
import { freezeRun } from './delayed-run.js';

/** What became of a wish to try a task again. */
export type Retried = 'started' | 'scheduled' | 'already' | 'too-many';

/** What trying again is built on. */
export interface RetryRunsTools {
  readonly delayed: AtScheduler<DelayedRun>;
  readonly offered: RunOffered;
  readonly inbox: Inbox;
  readonly generations: Generations;
  readonly clock: Clock;
}

/** Tries a failed task again, now or when its provider takes requests again; each offer once, whichever way comes first. */
export class RetryRuns {
  readonly #tools: RetryRunsTools;

  constructor(tools: RetryRunsTools) {
    this.#tools = tools;
  }

  /** Resolves once it is on disk; what was offered for a time that has passed is started now. */
  async take(way: RetryWay, offer: Offer, by: UserId): Promise<Retried> {
    const { delayed, offered, inbox, clock } = this.#tools;
    const { key, request, resume, later = 0 } = offer;
    const asked: RunRequest = { ...request, requestedBy: by };
    const id = fingerprint(key).slice(-12);
    if (way === 'later' && later > clock.now()) {
      const session = resume === null ? asked.session : ({ kind: 'resume', token: resume } as const);
      const scheduled = await delayed.schedule(
        asked.place.chatId,
        later,
        this.#frozen({ ...asked, session }, later),
        id,
      );
      if (!scheduled.ok && scheduled.problem === 'too-many') return 'too-many';
      // Also where it was scheduled before: the program may have been killed in between.
      await inbox.acknowledge([{ source: 'request', key }]);
      return scheduled.ok ? 'scheduled' : 'already';
    }
    const started = await offered.take(key, way === 'fresh' ? { ...asked, session: { kind: 'fresh' } } : asked);
    await inbox.acknowledge([{ source: 'at', key: id }]);
    return started ? 'started' : 'already';
  }

  #frozen(asked: RunRequest, later: number): DelayedRun {
    const { generations, clock } = this.#tools;
    return freezeRun(asked, generations.current(), { written: new Date(later).toISOString(), askedAt: clock.now() });
  }
}
