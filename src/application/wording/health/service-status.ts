import type { PollHealth } from '../../ports/chat/chat-bot.js';

/** What the line for the service manager is made of. */
export interface ServiceFacts {
  /** Of the bot that is in force; `null` while there is none. */
  readonly polls: PollHealth | null;
  readonly stuck: boolean;
  readonly stopping: boolean;
  readonly running: number;
  readonly waiting: number;
  /** Number of the configuration in force; 0 before the first. */
  readonly generation: number;
  /** Whether the latest edit of the configuration was refused. */
  readonly refused: boolean;
}

/** What is going on, in one line without Markdown. */
export function serviceStatus(facts: ServiceFacts): string {
  const { running, waiting, generation, refused } = facts;
  return [
    ...(facts.stopping ? ['stopping'] : []),
    hearing(facts),
    `${running} running, ${waiting} waiting`,
    `configuration ${generation}${refused ? ' (the file was edited since and refused)' : ''}`,
  ].join(' · ');
}

function hearing({ polls, stuck }: ServiceFacts): string {
  if (polls === null) return 'no bot: Telegram can’t be reached yet';
  if (stuck) return 'polling is stuck';
  const { lastGoodPollAt, failures, trouble } = polls;
  if (lastGoodPollAt === null)
    return failures === 0 ? 'connecting to Telegram' : `Telegram can’t be reached yet: ${trouble ?? 'no answer'}`;
  if (failures === 0) return 'connected';
  return `no answer from Telegram since ${new Date(lastGoodPollAt).toISOString()}: ${trouble ?? 'no answer'}`;
}
