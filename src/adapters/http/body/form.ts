import type { FileProblem, FileVault } from '../../../application/ports/system/file-vault.js';
import type { DeliveredFile } from '../../../domain/accepted/stored-delivery.js';

/** A form that has arrived whole. Whoever takes it has to discard its files in the end. */
export interface Form {
  /** The fields that are no files, in order. */
  readonly fields: readonly (readonly [name: string, text: string])[];
  /** In order. */
  readonly files: readonly DeliveredFile[];
}

/** Why a form can't be taken; nothing of it stays staged. */
export type FormProblem =
  /** The content type names no boundary that could be one. */
  | { readonly kind: 'no-boundary' }
  /** The body ends without the last boundary. */
  | { readonly kind: 'not-closed' }
  /** The head of a part is none of a form's. */
  | { readonly kind: 'bad-part' }
  /** A field is no UTF-8. */
  | { readonly kind: 'bad-text' }
  | { readonly kind: 'too-many-parts' }
  /** The request as a whole, or the text in it. */
  | { readonly kind: 'too-large' }
  | { readonly kind: 'file-too-large'; readonly maxBytes: number }
  /** Unknown senders hold all the room there is. */
  | { readonly kind: 'no-room' }
  /** The sender broke off. */
  | { readonly kind: 'cut' }
  /** The disk refuses. */
  | { readonly kind: 'not-stored'; readonly problem: FileProblem };

/** What a form may be, in bytes. */
export interface FormLimits {
  readonly maxFileBytes: number;
  readonly maxRequestBytes: number;
}

/** Where the files of a form wait. */
export type Staging = Pick<FileVault, 'stage' | 'discard'>;
