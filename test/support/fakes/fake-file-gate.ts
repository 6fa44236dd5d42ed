import type { FileGate } from '../../../src/application/ports/chat/file-gate.js';
import { BrokenTransfer, type FileGateProblem } from '../../../src/application/values/file-gate-problem.js';
import type { StopSignal } from '../../../src/domain/ports/stop-signal.js';
import { fail, ok, type Result } from '../../../src/domain/result.js';

/** Files that are there by their ids; each may fail, or end early. */
export class FakeFileGate implements FileGate {
  readonly files = new Map<string, Uint8Array | FileGateProblem>();
  /** Those that end with this problem after half of their content. */
  readonly broken = new Map<string, FileGateProblem>();
  /** Every file that was asked for, in order. */
  readonly opened: string[] = [];

  async open(
    fileId: string,
    maxBytes: number,
    stop: StopSignal,
  ): Promise<Result<AsyncIterable<Uint8Array>, FileGateProblem>> {
    this.opened.push(fileId);
    const file = this.files.get(fileId);
    if (file === undefined) return fail({ kind: 'refused', reason: '400 Bad Request: wrong file_id' });
    if ('kind' in file) return fail(file);
    if (stop.aborted) return fail({ kind: 'stopped' });
    return ok(pieces(file, maxBytes, this.broken.get(fileId)));
  }
}

async function* pieces(content: Uint8Array, maxBytes: number, broken: FileGateProblem | undefined) {
  if (content.length > maxBytes) throw new BrokenTransfer({ kind: 'too-large', maxBytes });
  const middle = Math.floor(content.length / 2);
  yield content.subarray(0, middle);
  if (broken !== undefined) throw new BrokenTransfer(broken);
  yield content.subarray(middle);
}
