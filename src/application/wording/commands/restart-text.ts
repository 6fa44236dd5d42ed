import { escapeMarkdown } from '../text/markdown.js';

/** What became of `/restart`. */
export type RestartAnswer =
  /** Nobody would start the program again; why, in words. */
  | { readonly kind: 'impossible'; readonly obstacle: string }
  | { readonly kind: 'shutting-down' }
  | { readonly kind: 'already' }
  /** After so many runs have ended. */
  | { readonly kind: 'accepted'; readonly runs: number };

/** The same as Markdown. */
export function restartText(answer: RestartAnswer): string {
  switch (answer.kind) {
    case 'impossible':
      return `⚠️ Untether can’t restart itself: ${escapeMarkdown(answer.obstacle)}. Nothing was stopped.`;
    case 'shutting-down':
      return '🔄 Untether is already shutting down.';
    case 'already':
      return '🔄 Untether is already restarting.';
    case 'accepted': {
      const { runs } = answer;
      if (runs === 0) return '🔄 Restarting.';
      return `🔄 Restarting as soon as ${runs === 1 ? '1 run is' : `${runs} runs are`} done. New messages are kept until then.`;
    }
  }
}
