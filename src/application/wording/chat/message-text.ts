import { codeSpan, escapeMarkdown } from '../text/markdown.js';

/** That a message went to the run that is at work. */
export const HANDED_OVER = '↪️ Handed to the current run.';

/** That it did, and that the run hears it only once what it asks is answered. */
export const HANDED_OVER_BEHIND_QUESTION = '↪️ Handed to the current run, which waits for your answer first.';

/** That a command was written with a dot; Markdown. */
export function dotTypoText(command: string): string {
  return `Did you mean ${codeSpan(`/${command}`)}? Commands begin with a slash; nothing was started.`;
}

/** Where to write instead of to a bot that was replaced; Markdown. */
export function movedText(username: string): string {
  return `➡️ This bot has been replaced. Please write to @${escapeMarkdown(username)}; nothing was started.`;
}

/** What is remarked about a task that begins with a slash word which is no command; plain text. */
export function unknownSlashRemark(written: string): string {
  return `“/${written}” isn’t one of my commands; it went to the agent.`;
}

/** What is remarked about a task that begins with a name which a person and a branch have; plain text. */
export function branchRemark(branch: string): string {
  return `“@${branch}” is the branch of that name, not a person.`;
}

/** Why a message that answers what an agent asks does not count. */
export const ANSWER_REFUSED = {
  notTheirs: 'Only the person who asked for this run, or an administrator of this group, may answer that.',
  decided: 'That was decided in the meantime; nothing was started.',
  several:
    'Several requests are waiting for your answer, so nothing was decided. Reply to the one you mean, or tap its buttons.',
} as const;
