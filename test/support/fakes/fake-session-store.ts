import type { ChatMove } from '../../../src/application/ports/chat/chat-store.js';
import type { SessionStore } from '../../../src/application/ports/store/session-store.js';
import { movedSessionKey } from '../../../src/domain/chat/session-key.js';
import type { EngineId } from '../../../src/domain/ids.js';
import type { ResumeToken } from '../../../src/domain/run/resume-token.js';

/** A session book in memory. */
export class FakeSessionStore implements SessionStore {
  readonly #tokens = new Map<string, Map<EngineId, ResumeToken>>();

  async find(key: string, engine: EngineId): Promise<ResumeToken | null> {
    return this.#tokens.get(key)?.get(engine) ?? null;
  }

  async list(key: string): Promise<readonly ResumeToken[]> {
    const tokens = [...(this.#tokens.get(key)?.values() ?? [])];
    return tokens.sort((a, b) => (a.engine < b.engine ? -1 : 1));
  }

  async keep(key: string, { engine, value, directory }: ResumeToken): Promise<void> {
    const tokens = this.#tokens.get(key) ?? new Map<EngineId, ResumeToken>();
    this.#tokens.set(key, tokens.set(engine, { engine, value, directory }));
  }

  async forget(key: string, token: ResumeToken): Promise<void> {
    const tokens = this.#tokens.get(key);
    if (tokens?.get(token.engine)?.value === token.value) tokens.delete(token.engine);
  }

  async moved({ from, to }: ChatMove): Promise<void> {
    for (const [key, tokens] of [...this.#tokens]) {
      const there = movedSessionKey(key, from, to);
      if (there === null) continue;
      this.#tokens.set(there, new Map([...tokens, ...(this.#tokens.get(there) ?? [])]));
      this.#tokens.delete(key);
    }
  }

  async clear(key: string): Promise<number> {
    const count = this.#tokens.get(key)?.size ?? 0;
    this.#tokens.delete(key);
    return count;
  }
}
