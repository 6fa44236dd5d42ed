import { ok, type Result } from '../../domain/result.js';
import { Secret } from '../../domain/secret.js';
import type { BotTrouble, UnclaimedBot } from '../ports/chat/unclaimed-bot.js';
import type { Prompter, Unanswered } from '../ports/system/prompter.js';
import { botTroubleText } from '../wording/onboarding/bot-trouble-text.js';
import { botFoundText, SET_UP } from '../wording/onboarding/set-up-text.js';
import { tokenComplaint } from '../wording/onboarding/token-complaint.js';

/** A bot that answers, and whose messages come to us. */
export interface ClaimedBot {
  readonly bot: UnclaimedBot;
  readonly token: Secret;
  /** Without `@`. */
  readonly username: string;
}

/** What claiming works with. */
export interface ClaimTools {
  readonly prompter: Prompter;
  readonly botOf: (token: Secret) => UnclaimedBot;
}

/** As Telegram makes them: https://core.telegram.org/bots/api#authorizing-your-bot */
const TOKEN = /^\d{1,20}:[\w-]{10,100}$/;

/** Asks for a token until Telegram knows it, and clears away what keeps the bot's messages from us, where the person wants that. */
export async function claimBot(tools: ClaimTools): Promise<Result<ClaimedBot, Unanswered>> {
  const { prompter, botOf } = tools;
  prompter.say(SET_UP.newBot);
  for (;;) {
    const asked = await prompter.text({
      ...{ name: 'token', message: SET_UP.token, hidden: true },
      check: (answer) => (TOKEN.test(answer.trim()) ? null : tokenComplaint(answer)),
    });
    if (!asked.ok) return asked;
    const token = new Secret(asked.value.trim());
    const bot = botOf(token);
    const found = await knock(bot, prompter);
    if (!found.ok) return found;
    const me = found.value;
    if (!me.ok) {
      prompter.warn(botTroubleText(me.problem));
      continue;
    }
    prompter.say(botFoundText(me.value.username));
    const free = await clearWay(bot, prompter);
    if (!free.ok) return free;
    if (free.value) return ok({ bot, token, username: me.value.username });
  }
}

/** Asks who the bot is, as often as the person wants while nobody answers. */
async function knock(
  bot: UnclaimedBot,
  prompter: Prompter,
): Promise<Result<Awaited<ReturnType<UnclaimedBot['me']>>, Unanswered>> {
  for (;;) {
    const waited = await prompter.wait(SET_UP.asking, () => bot.me());
    if (!waited.ok || waited.value.ok || waited.value.problem.kind !== 'unreachable') return waited;
    prompter.warn(botTroubleText(waited.value.problem));
    const again = await prompter.confirm({ name: 'retry', message: SET_UP.retry, usual: true });
    if (!again.ok) return again;
    if (!again.value) return { ok: false, problem: { kind: 'left' } };
  }
}

/** Whether the bot's messages come to us; `false` if the person wants another bot. */
async function clearWay(bot: UnclaimedBot, prompter: Prompter): Promise<Result<boolean, Unanswered>> {
  for (;;) {
    const waited = await prompter.wait(SET_UP.asking, (stop) => bot.news(0, stop));
    if (!waited.ok) return waited;
    if (waited.value.ok) return ok(true);
    const { problem } = waited.value;
    prompter.warn(botTroubleText(problem));
    const wish = await prompter.confirm(questionOf(problem));
    if (!wish.ok) return wish;
    if (!wish.value) return ok(false);
    if (problem.kind !== 'webhook') continue;
    const removed = await prompter.wait(SET_UP.removing, () => bot.removeWebhook());
    if (!removed.ok) return removed;
    if (!removed.value.ok) prompter.warn(botTroubleText(removed.value.problem));
  }
}

function questionOf({ kind }: BotTrouble) {
  if (kind === 'webhook') return { name: 'remove_webhook', message: SET_UP.removeWebhook, usual: true };
  return { name: 'retry', message: SET_UP.retry, usual: true };
}
