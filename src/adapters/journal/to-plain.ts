/** How deep, how many and how long: beyond that a log line stops being of use. */
const LIMITS = { depth: 8, members: 200, textLength: 16_384 } as const;

/** Anything as plain JSON data, every text passed through `redact`; cycles, getters that throw and depth end in a word. */
export function toPlain(value: unknown, redact: (text: string) => string): unknown {
  return new Flattening(redact).plain(value, 0);
}

class Flattening {
  readonly #redact: (text: string) => string;
  readonly #above = new Set<object>();

  constructor(redact: (text: string) => string) {
    this.#redact = redact;
  }

  plain(value: unknown, depth: number): unknown {
    switch (typeof value) {
      case 'string':
        return this.#text(value);
      case 'number':
        return this.#number(value);
      case 'boolean':
      case 'undefined':
        return value;
      case 'object':
        return value === null ? null : this.#object(value, depth);
      default:
        return this.#text(typeof value === 'function' ? '[function]' : String(value));
    }
  }

  #object(value: object, depth: number): unknown {
    if (this.#above.has(value)) return '[circular]';
    if (depth >= LIMITS.depth) return '[deep]';
    this.#above.add(value);
    try {
      return this.#members(value, depth + 1);
    } catch {
      return '[unreadable]';
    } finally {
      this.#above.delete(value);
    }
  }

  #members(value: object, depth: number): unknown {
    if (value instanceof Error) return this.#error(value, depth);
    if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
    if (value instanceof Map)
      return this.#record(
        [...value].map(([key, member]) => [String(key), member]),
        depth,
      );
    if (Array.isArray(value) || value instanceof Set) return this.#list([...value], depth);
    const json = 'toJSON' in value && typeof value.toJSON === 'function' ? value.toJSON() : value;
    return json === value ? this.#record(readable(value), depth) : this.plain(json, depth);
  }

  #error(error: Error, depth: number): unknown {
    const { message, stack, cause } = error;
    const errors = error instanceof AggregateError ? { errors: error.errors } : {};
    return this.#record(
      [...Object.entries({ type: error.name, message, stack, ...errors, cause }), ...readable(error)],
      depth,
    );
  }

  #list(members: readonly unknown[], depth: number): unknown[] {
    const shown = members.slice(0, LIMITS.members).map((member) => this.plain(member, depth));
    return members.length > LIMITS.members ? [...shown, `[${members.length - LIMITS.members} more]`] : shown;
  }

  #record(entries: readonly (readonly [string, unknown])[], depth: number): Record<string, unknown> {
    const shown = entries.slice(0, LIMITS.members);
    return Object.fromEntries(shown.map(([key, member]) => [this.#text(key), this.plain(member, depth)]));
  }

  #number(value: number): number | string {
    const text = String(value);
    const clean = this.#redact(text);
    return Number.isFinite(value) && clean === text ? value : clean;
  }

  #text(text: string): string {
    // Searching megabytes would hold up the loop; the rest is long enough for no secret to straddle the final cut.
    const clean = this.#redact(text.slice(0, 4 * LIMITS.textLength));
    return clean.length > LIMITS.textLength ? `${clean.slice(0, LIMITS.textLength)}… (${text.length})` : clean;
  }
}

function readable(value: object): [string, unknown][] {
  return Object.keys(value).map((key) => {
    try {
      return [key, (value as Record<string, unknown>)[key]];
    } catch {
      return [key, '[unreadable]'];
    }
  });
}
