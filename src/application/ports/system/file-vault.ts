import type { StagedFile } from '../../../domain/accepted/stored-delivery.js';
import type { Instant } from '../../../domain/ports/clock.js';
import type { Result } from '../../../domain/result.js';

/** Where files may be, and what is never touched there. */
export interface FileRules {
  /** Absolute directories; everything happens strictly below one of them, symbolic links resolved. */
  readonly roots: readonly string[];
  /** What is never touched, wherever the roots are. */
  readonly denied: readonly DeniedPlace[];
  /** Names that are neither read, listed nor written. */
  readonly secretNames: readonly NameGlob[];
  /** Names that are not written. */
  readonly executedNames: readonly NameGlob[];
  /** Whether a file that has another name too, which may be one that is shut, is not opened. */
  readonly onlySoleNames?: boolean;
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

/**
 * What happens if there is a file already. `append_timestamp` and `keep_both` choose another name, the latter with a number and
 * not where the same content has such a name already, which is the answer then; `error` is a problem.
 */
export type OnConflict = 'overwrite' | 'append_timestamp' | 'keep_both' | 'error';

/** A file that is to be written. */
export interface FileOrder {
  /** Absolute, or beginning with `~/`. */
  readonly path: string;
  readonly content: Uint8Array | StagedFile;
  readonly onConflict: OnConflict;
}

/** Why a path is none that could be used; `no-name`: it ends in a slash or is empty. */
export type PathFault = 'relative' | 'no-name' | 'parent-segment' | 'control-character' | 'too-long' | 'too-deep';

/** Why a file or directory can't be read or written; nothing was changed, except that directories for it may have been made. */
export type FileProblem =
  | { readonly kind: 'bad-path'; readonly path: string; readonly fault: PathFault }
  | { readonly kind: 'outside-roots'; readonly path: string; readonly roots: readonly string[] }
  /** The program's own configuration or state. */
  | { readonly kind: 'own-file'; readonly path: string }
  /** What the system shows of itself as files: `/proc`, `/sys`, `/dev`. */
  | { readonly kind: 'system-file'; readonly path: string }
  | { readonly kind: 'denied-name'; readonly path: string; readonly glob: string }
  | { readonly kind: 'symbolic-link'; readonly path: string }
  /** It has another name too, by a hard link. */
  | { readonly kind: 'several-names'; readonly path: string }
  | { readonly kind: 'not-a-file'; readonly path: string }
  | { readonly kind: 'not-a-directory'; readonly path: string }
  | { readonly kind: 'exists'; readonly path: string }
  | { readonly kind: 'missing'; readonly path: string }
  | { readonly kind: 'too-large'; readonly path: string; readonly maxBytes: number }
  /** A directory with all that is below it. */
  | { readonly kind: 'too-many-files'; readonly path: string; readonly most: number }
  /** A directory on the way was exchanged while it was in use; what had been made in it was removed again. */
  | { readonly kind: 'moved'; readonly path: string }
  | { readonly kind: 'disk-full'; readonly path: string }
  | { readonly kind: 'not-permitted'; readonly path: string }
  /** `message` is the system's wording. */
  | { readonly kind: 'failed'; readonly path: string; readonly message: string };

/** A file that is open until it has been read to its end, or is disposed of. */
export interface OpenedFile extends AsyncDisposable {
  readonly name: string;
  /** How large it was when it was opened. */
  readonly bytes: number;
  /** What was in it then, once: what is added meanwhile is not read. Throws if the disk refuses. */
  readonly content: AsyncIterable<Uint8Array>;
}

/** A name in a directory. */
export interface NamedEntry {
  readonly name: string;
  /** `link`: a symbolic one, wherever it leads; `other`: a pipe, a socket, a device. */
  readonly kind: 'directory' | 'file' | 'link' | 'other';
}

/** The same with what the disk says of it. */
export interface DirectoryEntry extends NamedEntry {
  readonly bytes: number;
  readonly modifiedAt: Instant;
}

/** What is in a directory. */
export interface Listing {
  /** All, in no order. */
  readonly names: readonly NamedEntry[];
  /** Those that were chosen, in that order, but for what is gone by now. */
  readonly entries: readonly DirectoryEntry[];
  /** How many names are not in it: those that the rules deny, and what is no text. */
  readonly leftOut: number;
  /** Whether there are more than are ever looked at. */
  readonly isCut: boolean;
}

/** Which names of a directory the disk is asked about; without it, all. */
export type ChooseEntries = (names: readonly NamedEntry[]) => readonly NamedEntry[];

/** How much of a directory, with what is below it, is gone through. */
export interface WalkLimits {
  /** How many files there may be. */
  readonly files: number;
  /** How many bytes they may have together. */
  readonly bytes: number;
}

/** A directory as an archive that is made while it is read. */
export interface ZippedDirectory {
  /** The name of the archive. */
  readonly name: string;
  readonly files: number;
  /** How many bytes the files have, before they are compressed. */
  readonly bytes: number;
  /** How many are not in it: names that the rules deny, symbolic links and what is no regular file. */
  readonly leftOut: number;
  /** How many of `files` could not be opened when their turn came; known once the content was read. */
  readonly missed: () => number;
  /** The archive, once. Files that can't be opened when their turn comes are not in it. Throws if the disk refuses. */
  readonly content: AsyncIterable<Uint8Array>;
}

/** Which files are searched for. */
export interface FileSearch {
  readonly directory: string;
  /** Matched against paths that are relative to the directory, hidden names too. */
  readonly glob: string;
  /** How many are wanted at most. */
  readonly most: number;
}

/** A file that was searched for. */
export interface FoundFile {
  /** Relative to the directory. */
  readonly path: string;
  readonly bytes: number;
}

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
  /** Opens a regular file that is not larger than `maxBytes`, to be read piece by piece. */
  openRead(path: string, maxBytes: number, rules: FileRules): Promise<Result<OpenedFile, FileProblem>>;
  /** What is in a directory, which may be a root itself, or a link that leads to one in a root. */
  list(directory: string, rules: FileRules, choose?: ChooseEntries): Promise<Result<Listing, FileProblem>>;
  /**
   * The files of a directory, and of all below it, as a ZIP archive with the directory as its only top folder. Links are not
   * followed. Files beyond the limits are `too-many-files` or `too-large`.
   */
  zip(directory: string, limits: WalkLimits, rules: FileRules): Promise<Result<ZippedDirectory, FileProblem>>;
  /** The regular files that are searched for, the ones further up first. Links are not followed. */
  find(search: FileSearch, rules: FileRules): Promise<Result<readonly FoundFile[], FileProblem>>;
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
