import type { ActionState } from '../../../domain/run/run-state.js';

/**
 * The actions of a run that are to be shown, in the order of their first sighting: all that are open, and the latest that
 * ended, `most` in all where so many are not open. What a subagent does is its own detail; with `most` 0 there are none.
 */
export function shownActions(actions: readonly ActionState[], most: number): readonly ActionState[] {
  if (most === 0) return [];
  const own = withoutInner(actions);
  const ended = own.filter(({ phase }) => phase === 'completed');
  const room = Math.max(0, most - (own.length - ended.length));
  const old = new Set(ended.slice(0, Math.max(0, ended.length - room)));
  return own.filter((state) => !old.has(state));
}

/** Each subagent with its latest step as its detail, and no step of one by itself. */
function withoutInner(actions: readonly ActionState[]): readonly ActionState[] {
  const byId = new Map(actions.map((state) => [state.action.id, state]));
  const latest = new Map<string, string>();
  const own = actions.filter((state) => {
    const owner = ownerOf(state, byId);
    if (owner !== null) latest.set(owner, state.action.title);
    return owner === null;
  });
  if (latest.size === 0) return own;
  return own.map((state) => {
    const detail = latest.get(state.action.id);
    return detail === undefined ? state : { ...state, action: { ...state.action, detail } };
  });
}

/** The outermost subagent in which an action happens; `null` for what the agent itself does, or where that one is forgotten. */
function ownerOf({ action }: ActionState, byId: ReadonlyMap<string, ActionState>): string | null {
  const seen = new Set([action.id]);
  let owner: string | null = null;
  for (let parent = action.parent; parent !== undefined && byId.has(parent) && !seen.has(parent); ) {
    seen.add(parent);
    owner = parent;
    parent = byId.get(parent)?.action.parent;
  }
  return owner;
}
