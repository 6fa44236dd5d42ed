import type { Alarm } from '../../../domain/ports/alarm.js';
import type { StopSignal } from '../../../domain/ports/stop-signal.js';
import { fail, type Result } from '../../../domain/result.js';
import type { FileGate } from '../../ports/chat/file-gate.js';
import type { FileProblem } from '../../ports/system/file-vault.js';
import { BrokenTransfer, type FileGateProblem } from '../../values/file-gate-problem.js';

/** Why a file did not get from Telegram to this machine. */
export type UploadProblem = FileGateProblem | FileProblem;

/** What files are fetched with. */
export interface FetchFileTools {
  readonly alarm: Alarm;
  /** Nothing is fetched once it stops. */
  readonly stop: StopSignal;
}

/** A file that is to be fetched, and what becomes of its content; that may reject with what its source throws. */
export interface WantedFile<T, P> {
  readonly fileId: string;
  readonly maxBytes: number;
  readonly take: (content: AsyncIterable<Uint8Array>) => Promise<Result<T, P>>;
}

/** The waits before a file is asked for again, in milliseconds. */
const WAITS_MS = [1_000, 4_000];
/** How long Telegram may ask to wait; beyond that it is told. */
const LONGEST_WAIT_MS = 30_000;

/** Fetches one file, whole, asking Telegram up to three times. */
export async function fetchFile<T, P extends FileProblem = never>(
  gate: FileGate,
  wanted: WantedFile<T, P>,
  { alarm, stop }: FetchFileTools,
): Promise<Result<T, P | FileGateProblem>> {
  for (let attempt = 0; ; attempt++) {
    const fetched = await fetchOnce(gate, wanted, stop);
    const waitMs = fetched.ok || stop.aborted ? null : waitAfter(fetched.problem, attempt);
    if (waitMs === null) return fetched;
    await pause(waitMs, alarm, stop);
  }
}

async function fetchOnce<T, P extends FileProblem>(
  gate: FileGate,
  { fileId, maxBytes, take }: WantedFile<T, P>,
  stop: StopSignal,
): Promise<Result<T, P | FileGateProblem>> {
  const opened = await gate.open(fileId, maxBytes, stop);
  if (!opened.ok) return opened;
  const pieces = opened.value[Symbol.asyncIterator]();
  try {
    return await take({ [Symbol.asyncIterator]: () => pieces });
  } catch (error) {
    if (error instanceof BrokenTransfer) return fail(error.problem);
    throw error;
  } finally {
    // Whoever could not even begin to take it leaves the transfer open.
    await pieces.return?.();
  }
}

function waitAfter(problem: UploadProblem, attempt: number): number | null {
  const usualMs = WAITS_MS[attempt] ?? null;
  if (usualMs === null || problem.kind === 'unavailable') return usualMs;
  return problem.kind === 'flood' && problem.retryAfterMs <= LONGEST_WAIT_MS ? problem.retryAfterMs : null;
}

function pause(waitMs: number, alarm: Alarm, stop: StopSignal): Promise<void> {
  return new Promise((resolve) => {
    const over = () => {
      cancel();
      stop.removeEventListener('abort', over);
      resolve();
    };
    const cancel = alarm.after(waitMs, over);
    stop.addEventListener('abort', over, { once: true });
  });
}
