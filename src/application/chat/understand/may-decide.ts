import type { InboundButton } from '../../../domain/chat/inbound.js';
import type { RunPlan } from '../../../domain/run/run-plan.js';
import type { ChatChannel } from '../../ports/chat/chat-channel.js';
import { isTrusted } from './is-trusted.js';

/** Whether a person may decide about a run or a message: it is theirs, or they may decide for everyone in the chat. */
export async function mayDecide(
  person: Pick<InboundButton, 'chatKind' | 'chatId' | 'sender'>,
  { requestedBy }: Pick<RunPlan, 'requestedBy'>,
  channel: ChatChannel,
): Promise<boolean> {
  return person.sender.id === requestedBy || (await isTrusted(person, channel));
}
