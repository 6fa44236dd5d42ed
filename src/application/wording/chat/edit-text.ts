/**
 * What becomes of the edit of a message. `taken`: its task runs with the new words. `asked-about`: they take the place of
 * those that were asked about. `running`: an agent has the earlier words, and can be told the new ones. `elsewhere`: it changes more than the words of a
 * task that waits. `over`: nothing waits any more.
 */
export type EditOutcome = 'taken' | 'asked-about' | 'running' | 'elsewhere' | 'over';

/** The same as Markdown. */
export const EDIT_TEXTS: Readonly<Record<EditOutcome, string>> = {
  taken: '✏️ Your edit was applied: the task has not begun yet and will run with the new words.',
  'asked-about':
    '✏️ Your edit took the place of the words that were asked about; the buttons of that question no longer count.',
  running:
    '✏️ The agent is already working with your earlier words. “Send as correction” tells it the new ones next; /cancel ' +
    'stops it.',
  elsewhere:
    '✏️ Your edit was not applied: it changes more than the words of a task that waits. Drop that with /cancel and send ' +
    'the new text as a new message.',
  over: '✏️ An edit starts nothing. Send the new text as a new message.',
};
