import type { StagedFile } from '../../../domain/accepted/stored-delivery.js';
import type { Alarm } from '../../../domain/ports/alarm.js';
import type { StopSignal, StopSource } from '../../../domain/ports/stop-signal.js';
import { fail, type Result } from '../../../domain/result.js';
import type { FileGate } from '../../ports/chat/file-gate.js';
import type { FileProblem, FileVault } from '../../ports/system/file-vault.js';
import { BrokenTransfer, type FileGateProblem } from '../../values/file-gate-problem.js';

/** Why a file did not get from Telegram to this machine. */
export type UploadProblem = FileGateProblem | FileProblem;

/** What files are fetched with; nothing is fetched once the program ends. */
export interface FetchFileTools {
  readonly vault: FileVault;
  readonly alarm: Alarm;
  readonly ending: Pick<StopSource, 'signal'>;
}

/** A file that is to be fetched. */
interface Wanted {
  readonly fileId: string;
  readonly maxBytes: number;
}

/** The waits before a file is asked for again, in milliseconds. */
const WAITS_MS = [1_000, 4_000];
/** How long Telegram may ask to wait; beyond that it is told. */
const LONGEST_WAIT_MS = 30_000;

/** Fetches one file, up to three times, and keeps it, whole, until it has its place. */
export async function fetchFile(
  gate: FileGate,
  wanted: Wanted,
  tools: FetchFileTools,
): Promise<Result<StagedFile, UploadProblem>> {
  const stop = tools.ending.signal;
  for (let attempt = 0; ; attempt++) {
    const fetched = await fetchOnce(gate, wanted, tools);
    const waitMs = fetched.ok || stop.aborted ? null : waitAfter(fetched.problem, attempt);
    if (waitMs === null) return fetched;
    await pause(waitMs, tools.alarm, stop);
  }
}

async function fetchOnce(
  gate: FileGate,
  { fileId, maxBytes }: Wanted,
  { vault, ending }: FetchFileTools,
): Promise<Result<StagedFile, UploadProblem>> {
  const opened = await gate.open(fileId, maxBytes, ending.signal);
  if (!opened.ok) return opened;
  try {
    return await vault.stage(opened.value, maxBytes);
  } catch (error) {
    if (error instanceof BrokenTransfer) return fail(error.problem);
    throw error;
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
