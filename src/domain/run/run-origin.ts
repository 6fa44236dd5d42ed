/** Who or what asked for a run. */
export type RunOrigin =
  | { readonly kind: 'message' }
  | { readonly kind: 'at'; readonly id: string }
  | { readonly kind: 'cron'; readonly id: string }
  | { readonly kind: 'webhook'; readonly id: string }
  /** A wake-up that the agent set for itself. */
  | { readonly kind: 'loop'; readonly id: string };

/** `at:<id>`, `cron:<id>`, `webhook:<id>` or `loop:<id>`; `null` for a person's message. */
export function provenance(origin: RunOrigin): string | null {
  return origin.kind === 'message' ? null : `${origin.kind}:${origin.id}`;
}
