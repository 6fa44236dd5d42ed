import type { StopSignal } from '../../../domain/ports/stop-signal.js';
import type { Result } from '../../../domain/result.js';
import type { FileGateProblem } from '../../values/file-gate-problem.js';

/** Fetches the files that people sent to a bot. */
export interface FileGate {
  /**
   * Begins to fetch a file; its content must be read to the end or given up with `return`. Content that ends early, is larger than
   * `maxBytes` or is not wanted any more (`stop`) makes the reading reject with a `BrokenTransfer`.
   */
  open(fileId: string, maxBytes: number, stop: StopSignal): Promise<Result<AsyncIterable<Uint8Array>, FileGateProblem>>;
}
