import type { RestartWish } from '../../domain/accepted/restart-wish.js';
import type { ChatBot } from '../ports/chat/chat-bot.js';
import type { ConfigProblem } from '../values/config-problem.js';
import type { Generation } from '../values/generation.js';
import type { HealthReport } from '../values/health-report.js';
import { ownerChats } from '../values/owner-chats.js';
import { listenerTrouble } from '../wording/listener-trouble.js';
import { problemList } from '../wording/reload/reload-report.js';
import { counted } from '../wording/text/counted.js';
import { codeSpan, escapeMarkdown } from '../wording/text/markdown.js';

/** What is told at a start. */
export interface StartNews {
  readonly generation: Generation;
  readonly warnings: readonly ConfigProblem[];
  readonly version: string;
  readonly signs: Pick<HealthReport, 'listener' | 'storeSetAside' | 'triggers' | 'paused'>;
  /** Nothing is known of a configuration before this one. */
  readonly isFirst: boolean;
  /** Who asked for the restart that this start is; usually nobody. */
  readonly wishes: readonly RestartWish[];
}

/**
 * Tells the owner that the program has started: what answers, where, what is amiss, and what the
 * configuration left out. Whoever asked for a restart is told too, and hears it.
 */
export async function announceStart(bot: ChatBot, news: StartNews): Promise<void> {
  const { generation, wishes } = news;
  const markdown = (await startMessage(news)) + amiss(news.signs);
  const owners = ownerChats(generation);
  const isOwners = ({ place }: RestartWish) => place.threadId === null && owners.includes(place.chatId);
  for (const wish of wishes.filter((one) => !isOwners(one))) {
    const text = `🟢 **Untether ${escapeMarkdown(news.version)}** is running again.`;
    await bot.channel.say(wish.place, { markdown: text }, { replyTo: wish.replyTo });
  }
  for (const chatId of owners) {
    const wish = wishes.find((one) => isOwners(one) && one.place.chatId === chatId);
    const options = wish === undefined ? { silent: true } : { replyTo: wish.replyTo };
    await bot.channel.say({ chatId, threadId: null }, { markdown }, options);
  }
}

async function startMessage({ generation, warnings, version, signs, isFirst }: StartNews): Promise<string> {
  const { config, projects } = generation;
  const mode = config.telegram.sessionMode === 'chat' ? 'conversations continue' : 'reply to continue a conversation';
  const lines = [
    `🟢 **Untether ${escapeMarkdown(version)}** is running · ${mode}`,
    `Engine: ${codeSpan(config.defaultEngine)} ${await stateOfDefault(generation)}`,
    ...(projects.aliases.length === 0 ? [] : [`Projects: ${projects.aliases.map(codeSpan).join(', ')}`]),
    ...triggerLine(signs),
    ...(isFirst ? ['First start: no earlier configuration is on record'] : []),
    '/help lists the commands',
  ];
  const noted = warnings.length === 0 ? '' : `\n\n⚠️ About the configuration:${problemList(warnings)}`;
  return lines.join('  \n') + noted;
}

/** How many triggers there are, and whether they are held. */
function triggerLine({ triggers: { enabled, crons, webhooks }, paused }: StartNews['signs']): readonly string[] {
  if (!enabled || crons + webhooks === 0) return [];
  const parts = [
    ...(crons === 0 ? [] : [counted(crons, 'cron')]),
    ...(webhooks === 0 ? [] : [counted(webhooks, 'webhook')]),
  ];
  return [`${paused ? '⏸ Triggers, paused' : '⏰ Triggers'}: ${parts.join(', ')} (/triggers)`];
}

/** What did not come up with the rest. */
function amiss({ listener, storeSetAside }: Pick<HealthReport, 'listener' | 'storeSetAside'>): string {
  const paragraphs = [
    ...(listener.state === 'down' ? [listenerTrouble(listener.trouble)] : []),
    ...(storeSetAside
      ? ['⚠️ The database could not be used; it was put aside and a new one begun. The log says where it is.']
      : []),
  ];
  return paragraphs.map((paragraph) => `\n\n${paragraph}`).join('');
}

async function stateOfDefault({ config, engines }: Generation): Promise<string> {
  const found = engines.find(config.defaultEngine);
  if (!found.ok) {
    const built = engines.engines.map((engine) => codeSpan(engine.id)).join(', ');
    return `⚠️ not available in this version; set ${codeSpan('default_engine')} to one of ${built}`;
  }
  const availability = await found.value.availability();
  if (availability.kind === 'available') return availability.version === null ? '' : codeSpan(availability.version);
  return availability.kind === 'missing'
    ? `⚠️ not installed; install it with ${codeSpan(availability.install)}`
    : '⚠️ not available';
}
