import type { MayPress } from '../../values/may-press.js';

/** What somebody is told who may not press a button. */
export function pressRefusal(mayPress: Exclude<MayPress, { readonly who: 'anyone' | 'transfer' }>): string {
  if (mayPress.who === 'administrators') return `Only administrators of this group may ${OBJECTS[mayPress.to]}.`;
  return `Only the person who ${OWNERS[mayPress.what]}, or an administrator of this group, may decide that.`;
}

const OBJECTS = { change: 'change that', decide: 'decide that', start: 'start that' } as const;
const OWNERS = { message: 'wrote it', run: 'asked for this run' } as const;
