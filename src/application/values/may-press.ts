import type { UserId } from '../../domain/ids.js';

/**
 * Who may press a button, in a group; in a private chat whoever is let in decides for everyone. `owner`: whose run or
 * message it is about, and administrators. `transfer`: who may look at files and have them sent.
 */
export type MayPress =
  | { readonly who: 'anyone' }
  | { readonly who: 'transfer' }
  | { readonly who: 'administrators'; readonly to: 'change' | 'decide' | 'start' }
  | { readonly who: 'owner'; readonly what: 'message' | 'run'; readonly owner: UserId | null };
