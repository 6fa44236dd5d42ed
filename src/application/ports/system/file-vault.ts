import type { StagedFile } from '../../../domain/accepted/stored-delivery.js';
import type { Result } from '../../../domain/result.js';

/** Where files may be, and what is never touched there. */
export interface FileRules {
  /** Absolute directories; everything happens strictly below one of them, symbolic links resolved. */
  readonly roots: readonly string[];
  /** What is never touched, wherever the roots are. */
  readonly denied: readonly DeniedPlace[];
  /** Names that are neither read nor written. */
  readonly secretNames: readonly NameGlob[];
  /** Names that are not written. */
  readonly executedNames: readonly NameGlob[];
}

/**
 * Matches at any depth and in any case: it may begin at every directory of a path, and what lies below a match is meant too. One
 * that begins with `/` is matched from the top.
 */
export type NameGlob = string;

/** A file, or a directory with all that is in it. */
export interface DeniedPlace {
  /** Absolute. */
  readonly path: string;
  /** Absolute directories in it that are not meant. */
  readonly except: readonly string[];
}

/** What happens if there is a file already. `append_timestamp` chooses another name, `error` is a problem. */
export type OnConflict = 'overwrite' | 'append_timestamp' | 'error';

/** A file that is to be written. */
export interface FileOrder {
  /** Absolute, or beginning with `~/`. */
  readonly path: string;
  readonly content: Uint8Array | StagedFile;
  readonly onConflict: OnConflict;
}

/** Why a path is none that could be used; `no-name`: it ends in a slash or is empty. */
export type PathFault = 'relative' | 'no-name' | 'parent-segment' | 'control-character' | 'too-long' | 'too-deep';

/** Why a file can't be read or written; nothing was changed, except that directories for it may have been made. */
export type FileProblem =
  | { readonly kind: 'bad-path'; readonly path: string; readonly fault: PathFault }
  | { readonly kind: 'outside-roots'; readonly path: string; readonly roots: readonly string[] }
  /** The program's own configuration or state. */
  | { readonly kind: 'own-file'; readonly path: string }
  /** What the system shows of itself as files: `/proc`, `/sys`, `/dev`. */
  | { readonly kind: 'system-file'; readonly path: string }
  | { readonly kind: 'denied-name'; readonly path: string; readonly glob: string }
  | { readonly kind: 'symbolic-link'; readonly path: string }
  | { readonly kind: 'not-a-file'; readonly path: string }
  | { readonly kind: 'not-a-directory'; readonly path: string }
  | { readonly kind: 'exists'; readonly path: string }
  | { readonly kind: 'missing'; readonly path: string }
  | { readonly kind: 'too-large'; readonly path: string; readonly maxBytes: number }
  /** A directory on the way was exchanged while it was in use; what had been made in it was removed again. */
  | { readonly kind: 'moved'; readonly path: string }
  | { readonly kind: 'disk-full'; readonly path: string }
  | { readonly kind: 'not-permitted'; readonly path: string }
  /** `message` is the system's wording. */
  | { readonly kind: 'failed'; readonly path: string; readonly message: string };

/** Reads and writes files for those who may only reach some directories. Rejects only for bugs, and where it is said. */
export interface FileVault {
  /**
   * Writes the whole file or nothing, durably, making missing directories; resolves with where it really is. A new file
   * is its owner's alone, one that is overwritten keeps its mode. A staged file stays staged, and one that was written
   * to the same path before, and is there still, is not written again: where it is is the answer.
   */
  write(order: FileOrder, rules: FileRules): Promise<Result<{ readonly path: string }, FileProblem>>;
  /** The content of a regular file that is not larger than `maxBytes`. */
  read(path: string, maxBytes: number, rules: FileRules): Promise<Result<Uint8Array, FileProblem>>;
  /**
   * Keeps what arrives, durably, up to `maxBytes`; beyond that, or when the disk refuses, nothing stays. Rejects with what
   * the source throws, and nothing stays then either.
   */
  stage(source: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Result<StagedFile, FileProblem>>;
  /** Forgets a staged file; one that is gone already is fine. Rejects if the disk refuses. */
  discard(file: StagedFile): Promise<void>;
  /** Forgets every staged file that is not named; to be called before anything new is staged. Rejects if the disk refuses. */
  discardAll(except: readonly StagedFile[]): Promise<void>;
}
