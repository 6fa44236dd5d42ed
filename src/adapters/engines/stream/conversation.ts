import type { EngineOrder } from '../../../domain/engine/engine.js';
import { isLatest, type ResumeToken } from '../../../domain/run/resume-token.js';
import type { RunEvent, RunMeta } from '../../../domain/run/run-event.js';
import { ended, plainAction } from './action-events.js';

/** What an engine said about itself; what is `null` or empty is left out. */
export type MetaFields = { readonly [K in keyof RunMeta]?: unknown };

/** The conversation that a run turns out to be in. */
export class Conversation {
  readonly #engine: string;
  readonly #order: EngineOrder;
  #token: ResumeToken | null = null;

  constructor(engine: string, order: EngineOrder) {
    this.#engine = engine;
    this.#order = order;
  }

  /** Whether its id is known. */
  get known(): boolean {
    return this.#token !== null;
  }

  /** The engine named it; a warning follows if it is not the one that was asked for. */
  named(id: string, meta: MetaFields): readonly RunEvent[] {
    const first = this.#token === null;
    this.#token ??= { engine: this.#engine, value: id, directory: this.#order.directory };
    return [{ kind: 'started', resume: this.#token, meta: metaOf(meta) }, ...(first ? this.#otherThanAsked(id) : [])];
  }

  /** Something about the engine changed; nothing to tell before the conversation is known. */
  changed(meta: MetaFields): readonly RunEvent[] {
    return this.#token === null ? [] : [{ kind: 'started', resume: this.#token, meta: metaOf(meta) }];
  }

  /** An abbreviation of the id and a file may name the same conversation. */
  #otherThanAsked(id: string): readonly RunEvent[] {
    const asked = askedFor(this.#order) ?? id;
    if (id.startsWith(asked) || asked.includes('/')) return [];
    return [
      ended(plainAction('other-conversation', 'warning', `continued as conversation ${id}, not ${asked}`), false),
    ];
  }
}

/** The id of the conversation that the order wants to go on with; `null` for a new one, and for the latest. */
export function askedFor({ resume }: EngineOrder): string | null {
  return resume === null || isLatest(resume) ? null : resume.value;
}

function metaOf(fields: MetaFields): RunMeta {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => typeof value === 'string' && value !== ''));
}
