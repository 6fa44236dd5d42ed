import type { Result } from '../../domain/result.js';

/** How a change of settings takes effect on something that runs. */
export type Effect = 'none' | 'start' | 'stop' | 'retune' | 'replace' | 'handover';

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

/**
 * Why an adapter could not be opened. `refused`: it will not work with these settings. `unreachable`: it may work
 * later. `taken`: somebody has what it needs, perhaps an instance of our own.
 */
export interface OpenProblem {
  readonly kind: 'refused' | 'unreachable' | 'taken';
  /** The key path in the configuration that is at fault. */
  readonly key: string;
  readonly message: string;
  readonly hint: string;
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
