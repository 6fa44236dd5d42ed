import { fail } from '../../../domain/result.js';

/** Why an update is not for us. `malformed`: it is not what the Bot API promises. */
export interface Skipped {
  readonly reason: string;
  readonly malformed: boolean;
}

/** The update is fine, but nothing that we handle. */
export function skip(reason: string) {
  return fail<Skipped>({ reason, malformed: false });
}

/** The update lacks what the Bot API promises. */
export function malformed(what: string) {
  return fail<Skipped>({ reason: `no usable ${what}`, malformed: true });
}
