import type { ChatId, EngineId, ProjectAlias } from '../ids.js';

/** A directory that agents work in. */
export interface Project {
  /** Lower case. */
  readonly alias: ProjectAlias;
  /** As written in the configuration. */
  readonly name: string;
  /** Absolute path. */
  readonly path: string;
  /** Absolute path below which branches are checked out. */
  readonly worktreesDirectory: string;
  readonly worktreeBase: string | null;
  readonly defaultEngine: EngineId | null;
  /** The chat that belongs to the project. */
  readonly chatId: ChatId | null;
}
