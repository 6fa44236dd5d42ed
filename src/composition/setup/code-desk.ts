import { ControlClient } from '../../adapters/control/control-client.js';
import { RandomTokenSource } from '../../adapters/system/random-token-source.js';
import { SystemAlarm } from '../../adapters/system/system-alarm.js';
import { SystemClock } from '../../adapters/system/system-clock.js';
import { TelegramUnclaimedBot } from '../../adapters/telegram/telegram-unclaimed-bot.js';
import { type Paired, pairPerson } from '../../application/onboarding/pair-person.js';
import type { Unanswered } from '../../application/ports/system/prompter.js';
import type { AppConfig } from '../../application/values/app-config.js';
import { botTroubleText } from '../../application/wording/onboarding/bot-trouble-text.js';
import { PAIRING } from '../../application/wording/onboarding/pairing-text.js';
import { LEFT, notPreparedText } from '../../application/wording/onboarding/set-up-text.js';
import { fail, ok, type Result } from '../../domain/result.js';
import { configSource } from '../cli/config-access.js';
import { configFile, type Launch } from '../cli/launch.js';
import { printProblems, say } from '../cli/terminal.js';
import { prompterOf } from './prompter-of.js';

/** Who sent the code to the bot of the configuration, which is handed out too; what is wrong is said, and is the exit code. */
export async function pairByCode(
  launch: Launch,
  { where, greeting }: { readonly where: 'private' | 'group'; readonly greeting: string },
): Promise<Result<{ readonly paired: Paired; readonly config: AppConfig }, number>> {
  const prompter = await prompterOf(null, launch.environment);
  if (!prompter.ok) return fail(say(prompter.problem));
  const reading = await configSource(launch).read({ lenient: true });
  if (!reading.ok) return fail(printProblems(configFile(launch), reading.problems));
  const { config } = reading;
  if (await isRunning(config.stateDirectory)) return fail(say(PAIRING.runs));
  const clock = new SystemClock();
  const alarm = new SystemAlarm(clock);
  try {
    // What people write meanwhile is the program's.
    const bot = new TelegramUnclaimedBot(config.telegram, alarm, 'keep');
    const me = await bot.me();
    if (!me.ok) return fail(say(botTroubleText(me.problem)));
    const tools = { bot, prompter: prompter.value, tokens: new RandomTokenSource(), clock, alarm };
    const paired = await pairPerson({ username: me.value.username, where, greeting }, tools);
    return paired.ok ? ok({ paired: paired.value, config }) : fail(sayLeft(paired.problem));
  } finally {
    alarm.close();
  }
}

function isRunning(stateDirectory: string): Promise<boolean> {
  return new ControlClient(stateDirectory).status().then(
    () => true,
    () => false,
  );
}

function sayLeft(problem: Unanswered): number {
  return say(problem.kind === 'left' ? LEFT : notPreparedText(problem.name, problem.message));
}
