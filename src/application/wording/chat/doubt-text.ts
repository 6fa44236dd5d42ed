import type { Doubt } from '../../../domain/chat/doubt.js';
import { codeSpan } from '../text/markdown.js';
import { attachmentText } from './attachment-text.js';
import { filesDoubtText } from './files-doubt-text.js';

/** What the buttons say that answer a question. */
export const ANSWER_LABELS = {
  /** Of a message with something that can't be taken. */
  textAlone: 'Run the text alone',
  /** Of files that were not saved. */
  tryAgain: '🔁 Try again',
  takeNow: '▶️ Run now',
  saveNow: '💾 Save',
  drop: 'Drop',
  branch: 'Create branch and run',
  partOfText: "It's part of the text",
  toAgent: 'Send to the agent',
  /** Of an edit whose earlier words an agent has. */
  correction: 'Send as correction',
} as const;

/** What the button says that takes a slash word as it was meant. */
export function meantLabel({ meant, is }: Pick<Extract<Doubt, { kind: 'slash' }>, 'meant' | 'is'>): string {
  return is === 'command' ? `Run /${meant}` : `Run with /${meant}`;
}

/** The question that a doubt leads to, as Markdown; `hasWords`: the message that it is about has any. */
export function doubtText(doubt: Doubt, hasWords = true): string {
  switch (doubt.kind) {
    case 'files':
      return filesDoubtText(doubt, hasWords);
    case 'attachment':
      return attachmentText(doubt.attachments);
    case 'branch': {
      const [branch, project] = [codeSpan(doubt.branch), codeSpan(doubt.project)];
      return `🌿 Nothing was started: ${project} has no branch ${branch}. Should it be created, or is ${codeSpan(`@${doubt.branch}`)} part of the text?`;
    }
    case 'no-project':
      return `🌿 Nothing was started: ${codeSpan(`@${doubt.branch}`)} would name a branch, but no project is chosen here. For a branch write the project before it, as in ${codeSpan(`/<project> @${doubt.branch} …`)}.`;
    case 'spoken-command':
      return `🎙 Nothing was started: that sounds like the command ${codeSpan(`/${doubt.name} ${doubt.rest}`)}. Is it meant as one?`;
    case 'slash':
      if (doubt.is === 'command' && doubt.written === doubt.meant)
        return `❓ Nothing was started: ${codeSpan(`/${doubt.meant}`)} is a command of Untether, not a task. Run it now, or send it to the agent as a task?`;
      return `❓ Nothing was started: there is no ${codeSpan(`/${doubt.written}`)}. Did you mean ${codeSpan(`/${doubt.meant}`)}?`;
  }
}
