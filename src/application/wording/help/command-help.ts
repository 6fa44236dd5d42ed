/** What the commands that tell of all the others do; a line without a full stop. */
export const HELP_DESCRIPTIONS = { help: 'what you can say here', start: 'how to begin' } as const;

/** What the commands that show the list do; a line without a full stop. */
export const STATUS_DESCRIPTIONS = {
  status: 'what is running, waiting and scheduled',
  queue: 'the same as /status',
} as const;

/** What is to be known of a command beside how it is written: plain text, a paragraph each. */
const DETAILS: Readonly<Record<string, string>> = {
  new: 'Ends what runs in this conversation and forgets it, so that your next message starts afresh. Files stay as they are.',
  cancel:
    'Stops the run of the message you reply to. Without a reply it stops the only run in this chat, or cancels what is scheduled here.',
  at: 'Times are those of this chat: 14:30, mon 9:00, tomorrow 9:00. A time in your own words is said back to you first. The task keeps the agent, project and model that are chosen now.',
  status:
    'Each line has a button to stop or drop it; ⬆ lets a queued task run next. In a private chat you see all chats.',
  queue:
    'Each line has a button to stop or drop it; ⬆ lets a queued task run next. In a private chat you see all chats.',
  loops:
    'Agents can set themselves wake-ups. Here you see them, end them, and choose whether they continue after the agent’s process has ended.',
  continue: 'Continues the latest conversation in the project’s directory, also one that you had in a terminal.',
  agent: 'Only agents that are installed have a button. Another agent for one task: write /<agent> before it.',
  model: 'Any model that the agent knows; the buttons are suggestions.',
  reasoning: 'How long the model thinks before it answers, for agents that let you choose.',
  planmode:
    'With “Plan first” the agent shows a plan and waits for your approval. Modes without any limit can only be set in untether.toml.',
  verbose: 'Short shows one line for each step; with details you also see arguments and output.',
  ctx: 'Messages here work in that project, and on that branch if you name one. Another one for one task: write /<project> or @<branch> before it.',
  auth: 'Sends you an address and a code. Write it in a private chat: whoever types the code decides which account the agent uses.',
  threads: 'Shows conversations that the agent keeps, to continue or archive them.',
  triggers: 'Crons and webhooks that report in this chat. “Pause” keeps deliveries for later and skips schedules.',
  cron: 'Explains a schedule and lists its next five times, before you write it into untether.toml.',
  reload: 'Edits of untether.toml are read by themselves; this reads them now.',
  config: 'Shows how untether.toml differs from what is in use, or from an earlier configuration.',
  rollback: 'Restores untether.toml as it was in one of the last configurations.',
  restart: 'Waits for running tasks, then starts Untether again.',
  stats: 'Counts runs, steps, time and cost of all chats.',
};

/** What is to be known of a command beside how it is written; plain text, `null` if nothing is. */
export function commandDetails(name: string): string | null {
  return Object.hasOwn(DETAILS, name) ? (DETAILS[name] ?? null) : null;
}
