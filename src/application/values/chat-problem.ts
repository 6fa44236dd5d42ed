import type { EngineId } from '../../domain/ids.js';
import type { EngineProblem } from '../../domain/run/run-event.js';

/** Why something that a person asked for in a chat can't be done; `chatProblemText` words it. */
export type ChatProblem =
  | {
      readonly kind: 'second-directive';
      readonly which: 'engine' | 'project' | 'branch';
      readonly first: string;
      readonly second: string;
    }
  | { readonly kind: 'unknown-project'; readonly name: string; readonly known: readonly string[] }
  | { readonly kind: 'branch-without-project'; readonly branch: string }
  | { readonly kind: 'no-such-branch'; readonly branch: string; readonly project: string }
  | { readonly kind: 'worktree'; readonly branch: string; readonly message: string }
  | { readonly kind: 'engine'; readonly engine: EngineId; readonly problem: EngineProblem }
  | { readonly kind: 'unknown-engine'; readonly name: string; readonly known: readonly EngineId[] }
  | { readonly kind: 'administrators-only' }
  | { readonly kind: 'membership-unknown' }
  | { readonly kind: 'not-available-yet'; readonly what: string }
  | { readonly kind: 'usage'; readonly usage: readonly string[]; readonly why?: string }
  | { readonly kind: 'draining' }
  | { readonly kind: 'too-many-delayed'; readonly limit: number }
  | { readonly kind: 'delay-out-of-range'; readonly least: string; readonly most: string }
  /** `now`: what the clock that was meant shows. */
  | { readonly kind: 'time-past'; readonly written: string; readonly now: string }
  | { readonly kind: 'time-too-far'; readonly written: string; readonly mostDays: number }
  | { readonly kind: 'failed'; readonly reference: string };
