/** What the commands that tell of all the others do; a line without a full stop. */
export const HELP_DESCRIPTIONS = { help: 'what you can do here', start: 'getting started' } as const;

/** What the commands that show the list do; a line without a full stop. */
export const STATUS_DESCRIPTIONS = {
  status: 'what is running, waiting and scheduled',
  queue: 'the same as /status',
} as const;

/** What is to be known of a command beside how it is written: plain text, a paragraph each. */
const DETAILS: Readonly<Record<string, string>> = {
  new: 'Stops what is running in this conversation and forgets it, so that your next message starts fresh. Files are left as they are.',
  cancel:
    'Stops the run of the message you reply to. Without a reply it stops the only run in this chat, or cancels what is scheduled here.',
  at: 'Times are those of this chat: 14:30, mon 9:00, tomorrow 9:00. A time in your own words is read back to you first. The task keeps the agent, project and model chosen now.',
  status:
    'Each line has a button to stop or drop it; ⬆ lets a queued task run next. In a private chat you see all chats.',
  queue:
    'Each line has a button to stop or drop it; ⬆ lets a queued task run next. In a private chat you see all chats.',
  loops:
    'Agents can set themselves wake-ups. See and end them here, and choose whether they outlive the agent’s process.',
  continue: 'Continues the latest conversation in the project’s directory, even one from a terminal.',
  agent: 'Only installed agents have a button. For a single task with another agent, write /<agent> before it.',
  model: 'Any model that the agent knows; the buttons are suggestions.',
  reasoning: 'How long the model thinks before it answers, for agents that let you choose.',
  planmode:
    'With “Plan first” the agent shows a plan and waits for your approval. Modes without any limit can only be set in untether.toml.',
  verbose: 'Short shows one line for each step; with details you also see arguments and output.',
  ctx: 'Tasks in this chat run in that project, and on that branch if you name one. For a single task elsewhere, write /<project> or @<branch> before it.',
  browse:
    'Shows the folder that a task from here would work in; as a reply to a message of a task, that one’s. Tap a folder or a file. Names that may hold secrets are never shown.',
  file: '“get” sends a file of the project, or a folder as a ZIP archive; a pattern such as **/*.pdf finds files in any folder. “put”, as the caption of files or as a reply to them, saves them in the project.',
  auth: 'Sends you an address and a code. Use it in a private chat: whoever types the code decides which account the agent uses.',
  threads: 'Lists the conversations kept by the agent, to continue or archive them.',
  triggers: 'Crons and webhooks that report in this chat. “Pause” keeps deliveries for later and skips schedules.',
  cron: 'Explains a schedule and lists its next five times, before you write it into untether.toml.',
  reload: 'Edits of untether.toml are picked up automatically; this reads the file now.',
  config: 'Shows how untether.toml differs from what is in use, or from an earlier configuration.',
  rollback: 'Restores untether.toml from one of the last configurations.',
  restart: 'Waits for running tasks to finish, then restarts Untether.',
  stats: 'Runs, steps, time and cost, in all chats together.',
};

/** What is to be known of a command beside how it is written; plain text, `null` if nothing is. */
export function commandDetails(name: string): string | null {
  return Object.hasOwn(DETAILS, name) ? (DETAILS[name] ?? null) : null;
}
