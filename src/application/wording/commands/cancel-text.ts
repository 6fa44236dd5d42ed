import { counted } from '../text/counted.js';
import { codeSpan } from '../text/markdown.js';

/** What a button says that calls something off. */
export const CANCEL_LABEL = 'Cancel';

/** Why `/cancel` stopped nothing, or what it dropped that was not running. */
export type Cancelled =
  /** The message that was replied to belongs to nothing that goes on. */
  | { readonly kind: 'no-run' }
  | { readonly kind: 'several'; readonly count: number; readonly are: 'active' | 'waiting' }
  | { readonly kind: 'delayed'; readonly count: number }
  | { readonly kind: 'loops'; readonly count: number }
  /** `elsewhere`: how many runs are delayed in other topics. */
  | { readonly kind: 'nothing'; readonly elsewhere: number };

/** What became of `/cancel`; Markdown. */
export function cancelledText(cancelled: Cancelled): string {
  switch (cancelled.kind) {
    case 'no-run':
      return 'Nothing is running for that message.';
    case 'several':
      return `${cancelled.count} runs are ${cancelled.are}. Reply with /cancel to a message from the one you mean.`;
    case 'delayed':
      return `❌ Cancelled ${counted(cancelled.count, 'delayed run')}.`;
    case 'loops':
      return `❌ Ended ${counted(cancelled.count, 'loop')}.`;
    case 'nothing': {
      const { elsewhere } = cancelled;
      const hint =
        elsewhere === 0 ? '' : ` ${elsewhere} delayed in other topics of this chat: ${codeSpan('/at list')}.`;
      return `Nothing is running here.${hint}`;
    }
  }
}
