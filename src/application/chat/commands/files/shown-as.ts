import type { ShownFiles } from '../../../../domain/chat/shown-files.js';
import { fail } from '../../../../domain/result.js';
import type { Standing } from '../../../ports/chat/message-store.js';
import { TOASTS } from '../../../wording/buttons/toasts.js';
import type { StaleButton } from '../../buttons/button-handler.js';

/** The files that a message shows, if it is still what it was when the button was made; `null` if not. */
export function shownAs(token: string, standing: Standing | null): ShownFiles | null {
  return standing?.shown?.token === token ? standing.shown : null;
}

/** The problem of a button of what was shown before. */
export const STALE = fail<StaleButton>({ toast: TOASTS.files.stale });
