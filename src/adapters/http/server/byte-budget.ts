/** What one request holds of a budget. */
export interface Share {
  /** Takes further bytes; `false` if they are not to be had, and then nothing was taken. */
  take(bytes: number): boolean;
  /** Gives back all that was taken; nothing can be taken afterwards. */
  end(): void;
}

interface Holder {
  bytes: number;
  requests: number;
}

/**
 * Bytes that all senders together may make the program hold before they are known. One of them gets half at most, unless
 * a single request of it needs more.
 */
export class ByteBudget {
  readonly #bytes: number;
  readonly #holders = new Map<string, Holder>();
  #held = 0;

  constructor(bytes: number) {
    this.#bytes = bytes;
  }

  /** How many bytes are held. */
  get held(): number {
    return this.#held;
  }

  /** A share for one request of a sender. */
  share(sender: string): Share {
    const holder = this.#holders.get(sender) ?? { bytes: 0, requests: 0 };
    this.#holders.set(sender, holder);
    holder.requests += 1;
    let mine = 0;
    let ended = false;
    return {
      take: (bytes) => {
        const others = holder.bytes - mine;
        if (ended || this.#held + bytes > this.#bytes) return false;
        if (others > 0 && holder.bytes + bytes > this.#bytes / 2) return false;
        this.#held += bytes;
        holder.bytes += bytes;
        mine += bytes;
        return true;
      },
      end: () => {
        if (ended) return;
        ended = true;
        this.#held -= mine;
        holder.bytes -= mine;
        holder.requests -= 1;
        if (holder.requests === 0) this.#holders.delete(sender);
      },
    };
  }
}
