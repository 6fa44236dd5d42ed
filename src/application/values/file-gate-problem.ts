/** Why a file that somebody sent can't be had; no `reason` ever holds the bot's token. */
export type FileGateProblem =
  | { readonly kind: 'too-large'; readonly maxBytes: number }
  /** Telegram does not give it out: it is gone, or not meant for this bot. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** The Bot API server names a place on its own disk: it runs with `--local`. */
  | { readonly kind: 'local-path' }
  /** Network, deadline, 5xx, fewer bytes than were announced: it may work later. */
  | { readonly kind: 'unavailable'; readonly reason: string }
  /** Telegram's rate limits. */
  | { readonly kind: 'flood'; readonly retryAfterMs: number }
  /** We ended it ourselves. */
  | { readonly kind: 'stopped' };

/** The content of a file ended before it was whole. */
export class BrokenTransfer extends Error {
  readonly problem: FileGateProblem;

  constructor(problem: FileGateProblem) {
    super(`a file did not arrive: ${problem.kind}`);
    this.problem = problem;
  }
}
