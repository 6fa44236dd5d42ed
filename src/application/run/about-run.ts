import type { ChatId, RunId } from '../../domain/ids.js';
import type { RunJob } from './active/run-job.js';

/** What facts about a run say of it. */
export function aboutRun({ plan }: RunJob): { readonly run: RunId; readonly chat: ChatId } {
  return { run: plan.id, chat: plan.place.chatId };
}
