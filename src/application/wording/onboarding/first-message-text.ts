import { oneLine } from './one-line.js';

/** What the button under the first message says. */
export const WORKS_LABEL = '✅ It works';

/** What the bot says to who was paired, before the program runs. */
export function pairedGreeting(machine: string): string {
  return `✅ Paired with ${oneLine(machine)}. Finish the setup in the terminal.`;
}

/** What the bot says to a person who was added. */
export function addedGreeting(machine: string): string {
  return `✅ You may use Untether on ${oneLine(machine)} from now on. /start shows how.`;
}

/** The first message of a bot whose program is about to run. */
export function firstMessageText(): string {
  return 'Untether is set up. Tap the button, and then write what you want done.';
}

/** The same where the program is started later. */
export function waitingMessageText(): string {
  return 'Untether is set up, but not running yet: start it on your computer with the command untether.';
}

/** What becomes of the first message when its button is tapped; Markdown. */
export function worksText(): string {
  return '✅ **It works.** Write what you want done, such as “What does this project do?”\n\n/help lists the commands.';
}
