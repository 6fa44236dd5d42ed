import type { AppConfig } from '../../values/app-config.js';

/** What everybody who is let in may do; plain text. */
export const WHAT_USERS_MAY_DO =
  'Anyone who is allowed may do anything in a private chat with the bot: start agents that work with a shell as the user ' +
  'Untether runs as, approve what they ask, pause and start triggers, apply edits and restart. “Administrators only” ' +
  'applies only in groups and keeps them tidy; it is not a security barrier.';

/** Who is let in; plain text. */
export function allowedUsersText({ telegram: { allowedUserIds, allowAnyUser } }: AppConfig): string {
  if (allowedUserIds.length > 0) return `allowed users: ${allowedUserIds.join(', ')}`;
  return allowAnyUser ? 'everyone is allowed (allow_any_user), in the chats that are configured' : 'nobody is allowed';
}
