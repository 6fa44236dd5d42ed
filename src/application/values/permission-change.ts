import type { Instant } from '../../domain/ports/clock.js';
/** One way in which a configuration allows more than the one before. Plain JSON, without anything secret. */
export type PermissionChange =
  /** A key has another value; `null` is unset. */
  | {
      readonly kind: 'changed';
      readonly key: string;
      readonly before: string | null;
      readonly after: string | null;
    }
  /** The key has another value, which may hold a secret. */
  | { readonly kind: 'hidden'; readonly key: string }
  /** One entry of a list of what is allowed is new, or one of a list of what is denied is gone. */
  | { readonly kind: 'added' | 'removed'; readonly key: string; readonly item: string }
  /** A project or trigger is new. */
  | { readonly kind: 'entry'; readonly key: string };

/** What a configuration allows; keys are named as in the file, entries of lists by their ids. */
export interface Allowances {
  /** Everything that is allowed here and was not there; both come from one source of configurations. */
  over(before: Allowances): readonly PermissionChange[];
}

/** Whether both say the same, whatever the values before. */
export function identityOf(widening: PermissionChange): string {
  switch (widening.kind) {
    case 'changed':
      return JSON.stringify([widening.kind, widening.key, widening.after]);
    case 'added':
    case 'removed':
      return JSON.stringify([widening.kind, widening.key, widening.item]);
    case 'hidden':
    case 'entry':
      return JSON.stringify([widening.kind, widening.key]);
  }
}

/** Something that was allowed for a time. */
export type WidenedSpan = PermissionChange & {
  readonly since: Instant;
  /** When it was last taken back; `null` while it holds. */
  readonly until: Instant | null;
  /** How often it was allowed anew. */
  readonly times: number;
};
