import { escapeMarkdown } from '../text/markdown.js';

/** A sentence for the chat about a server that is not there. */
export function listenerTrouble(trouble: string | null): string {
  return `⚠️ The server for webhooks is not open. ${escapeMarkdown(trouble ?? '')} It is tried again.`;
}
