/** What is wrong with running as root. */
export const ROOT_WARNING = 'Untether runs as root, and so do its agents: one mistake can damage the whole machine';

/** How to run as somebody else. */
export const ROOT_FIX = 'Run it as a user of its own.';
