/** What the buttons say that put something on the clipboard. */
export const COPY_LABELS = {
  terminal: '⌨️ Continue in terminal',
  install: '📋 Copy the install command',
  login: '📋 Copy the login command',
  code: '📋 Copy the code',
} as const;
