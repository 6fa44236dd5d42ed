import type { Attachment } from './inbound.js';

/** Why a message starts nothing before its sender has said what it means. */
export type Doubt =
  /** Something came with the words that can't be taken. */
  | { readonly kind: 'attachment'; readonly attachments: readonly Attachment[] }
  /** `@name` may be a branch that is to be made, or part of the text. */
  | { readonly kind: 'branch'; readonly branch: string; readonly project: string }
  /** `@name` names a branch, but there is no project. */
  | { readonly kind: 'no-project'; readonly branch: string }
  /** A slash word where a task is expected, and the known one that is near, or that it is. */
  | { readonly kind: 'slash'; readonly written: string; readonly meant: string; readonly is: SlashKind };

/** What a slash word can be. */
export type SlashKind = 'command' | 'project' | 'engine';
