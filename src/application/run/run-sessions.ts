import type { ChatMoves } from '../../domain/chat/chat-moves.js';
import { presentSessionKey } from '../../domain/chat/session-key.js';
import { type ResumeToken, tokenLane } from '../../domain/run/resume-token.js';
import type { RunControl } from '../../domain/run/run-executor.js';
import type { RunPlan } from '../../domain/run/run-plan.js';
import type { RunStore } from '../ports/store/run-store.js';
import type { SessionStore } from '../ports/store/session-store.js';
import type { ActiveRuns } from './active/active-runs.js';

/** What the conversations of runs are known by. */
export interface RunSessionsTools {
  readonly sessions: SessionStore;
  readonly runStore: RunStore;
  readonly activeRuns: ActiveRuns;
  readonly chatMoves: ChatMoves;
}

/** Which conversation a run goes on with, and which one is gone on with after it. */
export class RunSessions {
  readonly #book: SessionStore;
  readonly #runs: RunStore;
  readonly #activeRuns: ActiveRuns;
  readonly #moves: ChatMoves;

  constructor({ sessions, runStore, activeRuns, chatMoves }: RunSessionsTools) {
    this.#book = sessions;
    this.#runs = runStore;
    this.#activeRuns = activeRuns;
    this.#moves = chatMoves;
  }

  /** The conversation that the run is to go on with, as things are when it begins; `null` for a new one. */
  async choose({ session, engine, directory }: RunPlan): Promise<ResumeToken | null> {
    switch (session.kind) {
      case 'fresh':
        return null;
      case 'resume':
        return session.token;
      case 'after':
        return this.#activeRuns.tokenOf(session.run) ?? this.#runs.conversationOf(session.run);
      case 'latest': {
        const kept = await this.#book.find(presentSessionKey(session.key, this.#moves), engine);
        return kept !== null && (kept.directory ?? directory) === directory ? kept : null;
      }
    }
  }

  /** The run's conversation has a name: nobody else is in it from now on, and the next message goes on with it. */
  async named({ id, keepUnder }: RunPlan, control: RunControl, token: ResumeToken): Promise<void> {
    control.occupy(tokenLane(token));
    this.#activeRuns.named(id, token);
    if (keepUnder === null || control.stop.aborted) return;
    await this.#book.keep(presentSessionKey(keepUnder, this.#moves), token);
  }

  /** The next message does not go on with that conversation. */
  async forget({ keepUnder }: RunPlan, token: ResumeToken): Promise<void> {
    if (keepUnder !== null) await this.#book.forget(presentSessionKey(keepUnder, this.#moves), token);
  }

  /** The conversation may be damaged: neither the next message, nor a reply, nor what waits behind the run continues it. */
  async lose(plan: RunPlan, token: ResumeToken): Promise<void> {
    this.#activeRuns.lost(plan.id);
    await this.#runs.lost(plan.id);
    await this.forget(plan, token);
  }
}
