import type { Instant } from '../../../domain/ports/clock.js';
import type { HealthReport } from '../../values/health-report.js';
import type { HoldReason } from '../../values/hold-policy.js';
import type { ConfigProblem } from '../../values/reload/config-problem.js';

/** What became of a wish to reload, as another program is told. Plain JSON, without anything secret. */
export type ReloadAnswer =
  | { readonly kind: 'unchanged'; readonly generation: number }
  | { readonly kind: 'held'; readonly generation: number; readonly reason: HoldReason }
  | {
      readonly kind: 'applied';
      readonly generation: number;
      /** What differs, a line each. */
      readonly changes: readonly string[];
      readonly warnings: readonly ConfigProblem[];
    }
  | { readonly kind: 'invalid'; readonly generation: number; readonly problems: readonly ConfigProblem[] }
  | {
      readonly kind: 'not-possible';
      readonly generation: number;
      readonly key: string;
      readonly message: string;
      readonly hint: string;
    };

/** How the running program is, as another program is told. Plain JSON, without anything secret. */
export interface StatusAnswer extends OwnProcess {
  readonly signs: HealthReport;
  /** When it was asked, by its wall clock. */
  readonly at: Instant;
}

/** The running program, among others. */
export interface OwnProcess {
  readonly pid: number;
  readonly version: string;
}

/** Where other programs of the same user ask. */
export interface ControlDoor {
  /** Resolves when somebody can ask, or when that is not to be; it is tried again meanwhile. Never rejects. */
  open(): Promise<void>;
  close(): Promise<void>;
}

/** What another program of the same user may ask of the running one. */
export interface ControlApi {
  /** Reads the configuration now; with `apply` what would be held is put in force. */
  reload(apply: boolean): Promise<ReloadAnswer>;
  status(): Promise<StatusAnswer>;
}
