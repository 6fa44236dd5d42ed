import type { FilesDoubt } from '../../../domain/chat/doubt.js';
import { codeSpan } from '../text/markdown.js';
import { notSavedText } from './upload-text.js';

const NOTHING = 'Nothing was started.';

/** Why files, or a message with files, lead to nothing yet; Markdown. `hasWords`: it asks for something. */
export function filesDoubtText(doubt: FilesDoubt, hasWords: boolean): string {
  const told = whyText(doubt);
  return hasWords ? `${told} ${NOTHING}` : told;
}

function whyText(doubt: FilesDoubt): string {
  switch (doubt.why) {
    case 'off':
      return `📎 Files from chats are switched off. To turn them on, set ${codeSpan('enabled = true')} under ${codeSpan('[transports.telegram.files]')} in ${codeSpan('untether.toml')}; that applies at once.`;
    case 'on-demand':
      return `📎 Files are saved only on demand here. Send it again with the caption ${codeSpan('/file put')}, or set ${codeSpan('auto_put = true')} under ${codeSpan('[transports.telegram.files]')}.`;
    case 'nobody':
      return '📎 Only people who write in their own name may send files.';
    case 'not-listed':
      return `📎 You are not among those who may send files (${codeSpan('allowed_user_ids')} under ${codeSpan('[transports.telegram.files]')}).`;
    case 'administrators-only':
      return '📎 In groups only administrators may send files.';
    case 'membership-unknown':
      return '📎 Telegram did not say whether you are an administrator, who alone may send files in groups. Try again in a minute.';
    case 'late':
      return '📎 This came while Untether was away.';
    case 'failed':
      return notSavedText(doubt.failures);
  }
}
