import type { Clock, Instant } from '../../domain/ports/clock.js';
import type { LocalTime } from '../../domain/ports/local-time.js';
import type { EngineProblem } from '../../domain/run/run-event.js';
import { localText } from '../../domain/schedule/local-text.js';
import { LEAST_DELAY_MS, MOST_DAYS_AHEAD } from '../../domain/schedule/resolve-when.js';
import { logInButton, retryButton } from '../delivery/retry-buttons.js';
import type { Button } from '../ports/chat/chat-channel.js';
import type { Offer } from '../ports/chat/offer-store.js';
import type { EngineTools } from '../ports/engine/engine-tools.js';
import type { AppConfig } from '../values/app-config.js';
import type { Generations } from '../values/generation.js';
import { laterLabel } from '../wording/delivery/offer-labels.js';
import type { RunJob } from './active/run-job.js';
import { unanswered } from './interrupted.js';

/** What is offered under the message that tells of a failure. */
export interface FailureOffer {
  readonly buttons: readonly (readonly Button[])[];
  readonly offers: readonly Offer[];
}

/** What failures are judged with. */
export interface FailureOffersTools {
  readonly generations: Generations;
  readonly engineToolsOf: (config: AppConfig) => Pick<EngineTools, 'logins'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly times: LocalTime;
}

/** Finds what may help after a run has failed, so that nobody has to write the task again. */
export class FailureOffers {
  readonly #tools: FailureOffersTools;

  constructor(tools: FailureOffersTools) {
    this.#tools = tools;
  }

  /** To be stored together with the end of the run. */
  of(job: RunJob, problem: EngineProblem): FailureOffer {
    const { plan, request, progress } = job;
    const key = plan.id;
    const later = this.#later(job, problem);
    const hasConversation = progress.state.resume !== null || request.session.kind !== 'fresh';
    const again = [retryButton('again', key), ...(hasConversation ? [retryButton('fresh', key)] : [])];
    const rows = [
      ...(later === null ? [] : [[retryButton('later', key, later.label)]]),
      ...(request.prompt === '' ? [] : [again]),
      ...(this.#canLogIn(job, problem) ? [[logInButton(plan.engine)]] : []),
    ];
    if (request.prompt === '') return { buttons: rows, offers: [] };
    const due = later === null ? {} : { later: later.due };
    return { buttons: rows, offers: [{ key, request: unanswered(request), resume: progress.state.resume, ...due }] };
  }

  /** The full minute from which on the provider takes requests again, if it says so and that can be waited for. */
  #later(
    { plan: { budget }, request }: RunJob,
    { resetsAt }: EngineProblem,
  ): { readonly due: Instant; readonly label: string } | null {
    const { clock, times } = this.#tools;
    const now = clock.now();
    if (resetsAt === undefined || request.prompt === '') return null;
    const due = Math.ceil(resetsAt / 60_000) * 60_000;
    if (due - now < LEAST_DELAY_MS || due - now > MOST_DAYS_AHEAD * 86_400_000) return null;
    return { due, label: laterLabel(localText(due, now, budget.timezone, times)) };
  }

  /** A code is for one person alone. */
  #canLogIn({ plan: { engine, place } }: RunJob, { kind }: EngineProblem): boolean {
    if (kind !== 'authentication' || place.chatId < 0) return false;
    const { config } = this.#tools.generations.current();
    return this.#tools.engineToolsOf(config).logins.some((login) => login.engine === engine);
  }
}
