import { codeSpan, escapeMarkdown } from '../text/markdown.js';

/** Why no login is begun, or that one is. */
export type LoginAnswer =
  | { readonly kind: 'not-alone' }
  | { readonly kind: 'under-way' }
  /** `name`: the engine as people call it. */
  | { readonly kind: 'asking'; readonly name: string };

/** The same as Markdown. */
export function loginText(answer: LoginAnswer): string {
  switch (answer.kind) {
    case 'not-alone':
      return '🔒 The code is for you alone: write this in a private chat with the bot.';
    case 'under-way':
      return 'A login is already in progress.';
    case 'asking':
      return `Asking ${answer.name} for a code…`;
  }
}

/** Which engines can be logged in, as a sentence. */
export function loginsOffered(engines: readonly string[]): string {
  return engines.length === 0
    ? 'No agent can be logged in from here.'
    : `Agents you can log in from here: ${engines.join(', ')}.`;
}

/** Where a code is to be typed; Markdown. */
export function invitationText(
  { name, codeLastsMs }: { readonly name: string; readonly codeLastsMs: number },
  { url, code }: { readonly url: string; readonly code: string },
): string {
  const minutes = Math.floor(codeLastsMs / 60_000);
  return [
    `🔑 Open [${escapeMarkdown(url)}](${url}) and type the code ${codeSpan(code)} there.`,
    `⚠️ Do that only if you have just asked for it yourself, and give the code to nobody: whoever types it decides which account ${name} works with. It is valid for ${minutes} minutes.`,
  ].join('\n\n');
}

/** What stands in the place of a code that is of no use any more. */
export const CODE_IS_OVER = '🔑 The code is no longer valid.';

/** That a login was called off. */
export const LOGIN_CALLED_OFF = 'The login was cancelled.';

/** That it has come to its end. */
export function loggedInText(name: string): string {
  return `✅ ${name} is logged in.`;
}
