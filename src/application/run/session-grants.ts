import type { ToolRequest } from '../../domain/run/agent-request.js';
import type { ResumeToken } from '../../domain/run/resume-token.js';

interface Grants {
  readonly always: Set<string>;
  planned: boolean;
}

/** How many conversations stay known; a person goes on with far fewer. */
const REMEMBERED = 1_000;

/**
 * What persons allowed for the rest of a conversation. Engines keep that as long as one process lives, and a conversation
 * outlives many; ends with this program.
 */
export class SessionGrants {
  readonly #grants = new Map<string, Grants>();

  /** "Always" was said to the request. */
  always({ always }: ToolRequest, session: ResumeToken | null): void {
    if (always !== null) this.#of(session)?.always.add(always);
  }

  /** A plan was approved: what it covers is asked about no more. */
  planApproved(session: ResumeToken | null): void {
    const grants = this.#of(session);
    if (grants !== null) grants.planned = true;
  }

  /** What was said beforehand to the request; `null` if it is to be asked. */
  verdictOn(request: ToolRequest, session: ResumeToken | null): 'always' | 'planned' | null {
    const grants = session === null ? undefined : this.#grants.get(keyOf(session));
    if (grants === undefined) return null;
    if (request.always !== null && grants.always.has(request.always)) return 'always';
    return request.planned && grants.planned ? 'planned' : null;
  }

  #of(session: ResumeToken | null): Grants | null {
    if (session === null) return null;
    const key = keyOf(session);
    const grants = this.#grants.get(key) ?? { always: new Set<string>(), planned: false };
    this.#grants.delete(key);
    this.#grants.set(key, grants);
    const oldest = this.#grants.keys().next();
    if (this.#grants.size > REMEMBERED && !oldest.done) this.#grants.delete(oldest.value);
    return grants;
  }
}

function keyOf({ engine, value }: ResumeToken): string {
  return `${engine}:${value}`;
}
