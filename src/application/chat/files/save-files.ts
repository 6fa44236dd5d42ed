import type { FileAttachment } from '../../../domain/chat/inbound.js';
import type { SavedFile } from '../../../domain/chat/saved-file.js';
import type { Alarm } from '../../../domain/ports/alarm.js';
import type { StopSource } from '../../../domain/ports/stop-signal.js';
import { fail, ok, type Result } from '../../../domain/result.js';
import type { FileGate } from '../../ports/chat/file-gate.js';
import type { GitExclude } from '../../ports/engine/git-exclude.js';
import type { FileVault } from '../../ports/system/file-vault.js';
import { fetchFile, type UploadProblem } from './fetch-file.js';
import { uploadName } from './upload-name.js';
import { shownPath, type UploadPlace } from './upload-place.js';

/** What files are saved with; nothing is fetched once the program ends. */
export interface SaveFilesTools {
  readonly vault: FileVault;
  readonly gitExclude: GitExclude;
  readonly alarm: Alarm;
  readonly ending: Pick<StopSource, 'signal'>;
}

/** A file and when it was sent. */
export interface SentFile {
  readonly file: FileAttachment;
  readonly sentAt: number;
}

/** Files that are to be saved. */
export interface UploadOrder {
  readonly files: readonly SentFile[];
  readonly gate: FileGate;
  readonly place: UploadPlace;
  readonly maxBytes: number;
  /** Where somebody wants them, below the root of the place; without it they go where files usually do. */
  readonly wanted?: WantedPlace;
  /** Whether a file that is there is replaced. */
  readonly force?: boolean;
}

/** A place that somebody named: a directory, or the path of the only file. Relative. */
export interface WantedPlace {
  readonly path: string;
  readonly isDirectory: boolean;
}

/** A file that is not there. */
export interface FailedUpload {
  readonly sent: SentFile;
  readonly name: string;
  readonly problem: UploadProblem;
}

/** What became of files that were to be saved. */
export interface Upload {
  readonly saved: readonly SavedFile[];
  readonly failed: readonly FailedUpload[];
}

/** Fetches files from Telegram and puts them where runs find them: whole or not at all, and the same one only once. */
export class SaveFiles {
  readonly #tools: SaveFilesTools;

  constructor(tools: SaveFilesTools) {
    this.#tools = tools;
  }

  /** `null`: the program ends, and what was asked for is for the next start. One after the other, so that none is in memory. */
  async save(order: UploadOrder): Promise<Upload | null> {
    const { root, directory, isOfRun } = order.place;
    if (order.wanted === undefined && isOfRun && directory !== root) {
      await this.#tools.gitExclude.exclude(root, directory);
    }
    const saved: SavedFile[] = [];
    const failed: FailedUpload[] = [];
    for (const sent of order.files) {
      const name = uploadName(sent.file, sent.sentAt);
      const upload = await this.#save(sent.file, name, order);
      if (this.#tools.ending.signal.aborted) return null;
      if (upload.ok) saved.push(upload.value);
      else failed.push({ sent, name, problem: upload.problem });
    }
    return { saved, failed };
  }

  async #save(
    file: FileAttachment,
    name: string,
    { gate, place, maxBytes, wanted, force }: UploadOrder,
  ): Promise<Result<SavedFile, UploadProblem>> {
    if ((file.bytes ?? 0) > maxBytes) return fail({ kind: 'too-large', maxBytes });
    const { vault, alarm, ending } = this.#tools;
    const path = wantedPath(place, name, wanted);
    const take = (content: AsyncIterable<Uint8Array>) => vault.stage(content, maxBytes);
    const staged = await fetchFile(gate, { fileId: file.fileId, maxBytes, take }, { alarm, stop: ending.signal });
    if (!staged.ok) return staged;
    const onConflict = force === true ? 'overwrite' : 'keep_both';
    const written = await vault.write({ path, content: staged.value, onConflict }, place.rules);
    await vault.discard(staged.value);
    if (!written.ok) return written;
    // By the way that was asked for, whatever links are on it.
    const there = path.slice(0, path.lastIndexOf('/')) + written.value.path.slice(written.value.path.lastIndexOf('/'));
    const mime = file.mime ?? 'application/octet-stream';
    return ok({ path: there, shown: shownPath(place, there), mime, bytes: staged.value.bytes });
  }
}

function wantedPath({ root, directory }: UploadPlace, name: string, wanted: WantedPlace | undefined): string {
  if (wanted === undefined) return `${directory}/${name}`;
  const path = wanted.path === '' ? root : `${root}/${wanted.path}`;
  return wanted.isDirectory ? `${path}/${name}` : path;
}
