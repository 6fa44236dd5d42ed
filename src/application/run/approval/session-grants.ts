import type { Scope, ToolRequest } from '../../../domain/run/agent-request.js';
import type { ResumeToken } from '../../../domain/run/resume-token.js';
import { isGranted, scopeKey } from '../../../domain/run/standing-permission.js';

/** How many conversations stay known; a person works in far fewer. */
const REMEMBERED = 1_000;

/**
 * What persons allowed for the rest of a conversation by "always". Engines keep that as long as one process lives, and a
 * conversation outlives many, so that each is given it when it begins; ends with this program.
 */
export class SessionGrants {
  readonly #grants = new Map<string, ReadonlyMap<string, Scope>>();

  /** "Always" was said to the request. */
  always({ always }: ToolRequest, session: ResumeToken | null): void {
    if (session === null || always.length === 0) return;
    const key = keyOf(session);
    const added = always.map((scope): [string, Scope] => [scopeKey(scope), scope]);
    const granted = new Map([...(this.#grants.get(key) ?? []), ...added]);
    this.#grants.delete(key);
    this.#grants.set(key, granted);
    const oldest = this.#grants.keys().next();
    if (this.#grants.size > REMEMBERED && !oldest.done) this.#grants.delete(oldest.value);
  }

  /** Whether the request is an edit that "always" was said to before. */
  covers(request: ToolRequest, session: ResumeToken | null): boolean {
    return isGranted(request, this.of(session));
  }

  /** All that "always" was said to in the conversation. */
  of(session: ResumeToken | null): readonly Scope[] {
    return session === null ? [] : [...(this.#grants.get(keyOf(session))?.values() ?? [])];
  }

  /** Everything in the conversation is asked about again. */
  forget(session: ResumeToken | null): void {
    if (session !== null) this.#grants.delete(keyOf(session));
  }
}

function keyOf({ engine, value }: ResumeToken): string {
  return `${engine}:${value}`;
}
