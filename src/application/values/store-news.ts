/**
 * What became of files of the database that were taken away under the program. `restored`: all that was in them was written
 * back. `lost`: another file is in their place, or they can't be written back, so that nothing can be stored.
 */
export type TakenAway =
  | { readonly kind: 'restored'; readonly path: string }
  /** `kept`: where a copy of what was in them is, if there is one. */
  | { readonly kind: 'lost'; readonly path: string; readonly kept: string | null; readonly reason: string };

/** A database that could not be used, and where it was kept. */
export interface KeptFile {
  readonly path: string;
  readonly reason: 'corrupt' | 'newer';
}
