import type { EngineId } from '../ids.js';

/** One conversation inside an engine, and the directory it belongs to. */
export interface ResumeToken {
  readonly engine: EngineId;
  /** The engine's own id of the conversation; opaque. Empty for the latest one that it had in the directory. */
  readonly value: string;
  /** Absolute directory the conversation was started in; `null` if unknown (the token was typed by a person). */
  readonly directory: string | null;
}

/** Whether the token names no certain conversation, but the latest in the directory. */
export function isLatest(token: ResumeToken): boolean {
  return token.value === '';
}

/** A name for the token that is the same whoever holds it; runs of one conversation share a lane under it. */
export function tokenLane(token: ResumeToken): string {
  const which = isLatest(token) ? ` latest in ${token.directory}` : token.value;
  return `token:${token.engine}:${which}`;
}

/** Whether both name the same conversation. */
export function sameToken(one: ResumeToken, other: ResumeToken): boolean {
  return one.engine === other.engine && one.value === other.value;
}
