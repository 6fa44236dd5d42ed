import type { Result } from '../../domain/result.js';
import type { OpenProblem } from '../values/reload/rejected-reading.js';

/** One live instance of an adapter that owns something scarce. */
export interface Running<Slice, Api> {
  readonly api: Api;
  /** Resolves with the reason if it dies of its own accord. */
  readonly died: Promise<unknown>;
  /** At commit: opens the intake. Until then the resource is only reserved. */
  activate(): void;
  /** Same identity, other settings. */
  retune(slice: Slice): void;
  /** Takes nothing new; resolves when nothing that was accepted earlier is in progress. */
  quiesce(): Promise<void>;
  /** Releases everything at once, whatever the state; idempotent. */
  close(): Promise<void>;
}

/** How instances of one adapter are made and compared. */
export interface AdapterKind<Slice, Api> {
  readonly name: 'http' | 'telegram';
  /** Names the scarce thing; equal identities are retuned, different ones replaced. */
  identity(slice: Slice): string;
  equal(a: Slice, b: Slice): boolean;
  /** Whether two instances of different identities can't be there at once, since both need the same scarce thing. */
  contend?(a: Slice, b: Slice): boolean;
  /** Reserves and probes; answers nothing to the outside before `activate`. */
  open(slice: Slice): Promise<Result<Running<Slice, Api>, OpenProblem>>;
}
