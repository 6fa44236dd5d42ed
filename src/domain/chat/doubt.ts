import type { RowId } from '../ids.js';
import type { Attachment } from './inbound.js';

/** Why a message starts nothing before its sender has said what it means. */
export type Doubt =
  /** Something came with the words that can't be taken. */
  | { readonly kind: 'attachment'; readonly attachments: readonly Attachment[] }
  /** Files came that are not saved. */
  | ({ readonly kind: 'files' } & FilesDoubt)
  /** `@name` may be a branch that is to be made, or part of the text. */
  | { readonly kind: 'branch'; readonly branch: string; readonly project: string }
  /** `@name` names a branch, but there is no project. */
  | { readonly kind: 'no-project'; readonly branch: string }
  /** A slash word where a task is expected, and the known one that is near, or that it is. */
  | { readonly kind: 'slash'; readonly written: string; readonly meant: string; readonly is: SlashKind }
  /** What was said sounds like a command. */
  | { readonly kind: 'spoken-command'; readonly name: string; readonly rest: string };

/**
 * Why files are not saved. `on-demand`: nobody said so. `late`: they came too long ago. `failed`: they could not be; `row` is the work
 * that they were part of, so that each failure is asked about.
 */
export type FilesDoubt =
  | {
      readonly why:
        | 'off'
        | 'on-demand'
        | 'late'
        | 'nobody'
        | 'not-listed'
        | 'administrators-only'
        | 'membership-unknown';
      readonly row?: RowId;
    }
  | {
      readonly why: 'failed';
      readonly row: RowId | null;
      readonly failures: readonly { readonly name: string; readonly reason: string }[];
    };

/** What a slash word can be. */
export type SlashKind = 'command' | 'project' | 'engine';
