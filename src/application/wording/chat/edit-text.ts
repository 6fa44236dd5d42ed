/**
 * What becomes of the edit of a message. `taken`: its task runs with the new words. `asked-about`: they take the place of
 * those that were asked about. `running`: the agent has the earlier words. `elsewhere`: it changes more than the words of a
 * task that waits. `over`: nothing waits any more.
 */
export type EditOutcome = 'taken' | 'asked-about' | 'running' | 'elsewhere' | 'over';

/** The same as Markdown. */
export const EDIT_TEXTS: Readonly<Record<EditOutcome, string>> = {
  taken: '✏️ Your edit was applied: the task has not begun yet and will run with the new words.',
  'asked-about':
    '✏️ Your edit took the place of the words that were asked about; the buttons of that question no longer count.',
  running:
    '✏️ The agent already works with your earlier words. Reply to its progress message with what should be different, ' +
    'or stop it with /cancel and send the new text as a new message.',
  elsewhere:
    '✏️ Your edit was not applied: it changes more than the words of a task that waits. Drop that with /cancel and send ' +
    'the new text as a new message.',
  over: '✏️ An edit starts nothing. Send the new text as a new message.',
};
