import type { ChatId, UserId } from '../../domain/ids.js';
import { PAIRING_LASTS_MS, Pairing } from '../../domain/pairing/pairing.js';
import { newPairingCode, shownCode } from '../../domain/pairing/pairing-code.js';
import type { Alarm } from '../../domain/ports/alarm.js';
import type { Clock } from '../../domain/ports/clock.js';
import type { StopSignal } from '../../domain/ports/stop-signal.js';
import type { TokenSource } from '../../domain/ports/token-source.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { BotNews, BotTrouble, UnclaimedBot } from '../ports/chat/unclaimed-bot.js';
import type { Prompter, Unanswered } from '../ports/system/prompter.js';
import { botTroubleText } from '../wording/onboarding/bot-trouble-text.js';
import { PAIRING, pairedText, pairingText } from '../wording/onboarding/pairing-text.js';

/** Who showed by the code that they sit at this machine, and where they did. */
export interface Paired {
  readonly user: UserId;
  readonly name: string;
  readonly chatId: ChatId;
  readonly chatKind: 'private' | 'group';
}

/** What pairing works with. */
export interface PairingTools {
  readonly bot: Pick<UnclaimedBot, 'news' | 'settle' | 'isAdministrator' | 'say'>;
  readonly prompter: Prompter;
  readonly tokens: TokenSource;
  readonly clock: Pick<Clock, 'monotonicMs'>;
  readonly alarm: Pick<Alarm, 'after'>;
}

/** Whose bot it is, and where the code is expected; it may come from elsewhere. */
export interface PairingOrder {
  /** Without `@`. */
  readonly username: string;
  readonly where: 'private' | 'group';
  /** What the bot says in the chat when it is done; nothing unless given. */
  readonly greeting?: string;
}

/** Why nobody was paired on this code. */
type Missed = 'late' | 'over' | BotTrouble;

const WAIT_S = 25;
const RETRY_MS = 2_000;
/** Telegram ends our own last question with the same words as that of another program. */
const MOST_CONTESTS = 3;

/**
 * Shows a code and waits for the person who sends it to the bot; nobody else learns or gains anything. A code ends after a quarter
 * of an hour or five wrong ones, and the person is asked whether to try another.
 */
export async function pairPerson(
  { username, where, greeting }: PairingOrder,
  tools: PairingTools,
): Promise<Result<Paired, Unanswered>> {
  const { prompter, bot } = tools;
  for (;;) {
    const code = newPairingCode(tools.tokens);
    prompter.say(pairingText({ username, where, code: shownCode(code) }));
    await prompter.link(`https://t.me/${username}?${where === 'group' ? 'startgroup' : 'start'}=${code}`);
    const waited = await prompter.wait(PAIRING.waiting, (stop) => listen(new Pairing(code), stop, tools));
    if (!waited.ok) return waited;
    const heard = waited.value;
    if (heard.ok) {
      await bot.settle();
      if (greeting !== undefined) await bot.say(heard.value.chatId, greeting);
      prompter.say(pairedText(heard.value));
      return heard;
    }
    prompter.warn(typeof heard.problem === 'string' ? PAIRING[heard.problem] : botTroubleText(heard.problem));
    const again = await prompter.confirm({ name: 'new_code', message: PAIRING.again, usual: true });
    if (!again.ok) return again;
    if (!again.value) return fail({ kind: 'left' });
  }
}

async function listen(pairing: Pairing, stop: StopSignal, tools: PairingTools): Promise<Result<Paired, Missed>> {
  const { bot, clock, prompter } = tools;
  const ends = clock.monotonicMs() + PAIRING_LASTS_MS;
  let failures = 0;
  for (;;) {
    const leftS = Math.ceil((ends - clock.monotonicMs()) / 1_000);
    if (leftS <= 0) return fail('late');
    const news = await bot.news(Math.min(WAIT_S, leftS), stop);
    if (!news.ok) {
      failures++;
      if (!mayPass(news.problem, failures)) return news;
      if (failures === 1 && news.problem.kind === 'unreachable') prompter.warn(PAIRING.unreachable);
      await pause(RETRY_MS, stop, tools);
      continue;
    }
    failures = 0;
    if (clock.monotonicMs() >= ends) return fail('late');
    for (const one of news.value) {
      const heard = await hear(pairing, one, tools);
      if (heard !== null) return heard;
    }
  }
}

function mayPass({ kind }: BotTrouble, failures: number): boolean {
  return kind === 'unreachable' || (kind === 'contested' && failures < MOST_CONTESTS);
}

function pause(forMs: number, stop: StopSignal, { alarm }: PairingTools): Promise<void> {
  return new Promise((resolve) => {
    const cancel = alarm.after(forMs, resolve);
    stop.addEventListener('abort', () => {
      cancel();
      resolve();
    });
  });
}

/** `null` for what decides nothing; whoever is not paired is not answered. */
async function hear(
  pairing: Pairing,
  news: BotNews,
  { bot, prompter }: PairingTools,
): Promise<Result<Paired, 'over'> | null> {
  if (news.kind === 'added') {
    pairing.added(news.chatId, news.by);
    return null;
  }
  const { chatId, chatKind, sender, name } = news;
  switch (pairing.hear(news)) {
    case 'nothing':
      return null;
    case 'wrong':
      prompter.warn(PAIRING.wrong(pairing.wrong));
      return null;
    case 'over':
      return fail('over');
    case 'elsewhere':
      prompter.warn(PAIRING.elsewhere);
      return null;
    case 'right':
      if (sender === null || chatKind === 'channel') return null;
      if (chatKind === 'group' && (await bot.isAdministrator(chatId, sender)) !== true) {
        prompter.warn(PAIRING.elsewhere);
        return null;
      }
      return ok({ user: sender, name, chatId, chatKind });
  }
}
