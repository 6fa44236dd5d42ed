import type { EngineCatalog } from '../../domain/engine/engine.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Secret } from '../../domain/secret.js';
import type { UnclaimedBot } from '../ports/chat/unclaimed-bot.js';
import type { FirstConfig, FirstConfigFile, FirstConfigProblem } from '../ports/config/first-config-file.js';
import type { EngineTools } from '../ports/engine/engine-tools.js';
import type { Unanswered } from '../ports/system/prompter.js';
import { WORKS_BUTTON } from '../values/works-button.js';
import {
  firstMessageText,
  pairedGreeting,
  WORKS_LABEL,
  waitingMessageText,
} from '../wording/onboarding/first-message-text.js';
import { SET_UP, writtenText } from '../wording/onboarding/set-up-text.js';
import { chooseEngine } from './choose-engine.js';
import { chooseProjects, type ProjectTools } from './choose-projects.js';
import { claimBot } from './claim-bot.js';
import { type PairingTools, pairPerson } from './pair-person.js';

/** What setting up works with. */
export interface SetUpTools extends Omit<PairingTools, 'bot'>, ProjectTools {
  /** `null` for Telegram's own server. */
  readonly apiUrl: string | null;
  readonly botOf: (token: Secret) => UnclaimedBot;
  readonly file: FirstConfigFile;
  /** The engines as they are with that configuration; `null` where it would not be usable. */
  readonly enginesOf: (
    config: FirstConfig,
  ) => Promise<{ readonly engines: EngineCatalog; readonly tools: EngineTools } | null>;
  /** How this machine is called. */
  readonly machine: string;
  /** Has the program kept running by the system, and says so; whether it is. `null` where that can't be done. */
  readonly keepRunning: ((file: string) => Promise<boolean>) | null;
}

/** What is to happen once everything is written. */
export type Afterwards = 'start' | 'runs' | 'nothing';

/** Asks for all that a first configuration needs, tries it as far as possible, and writes it at the end: before that nothing changes. */
export async function setUp(tools: SetUpTools): Promise<Result<Afterwards, Unanswered | FirstConfigProblem>> {
  const { prompter, file } = tools;
  prompter.say(SET_UP.intro(file.path));
  if (await file.look()) {
    const again = await prompter.confirm({ name: 'replace', message: SET_UP.replace(file.path), usual: false });
    if (!again.ok) return again;
    if (!again.value) return fail({ kind: 'left' });
  }
  const claimed = await claimBot(tools);
  if (!claimed.ok) return claimed;
  const { bot, token, username } = claimed.value;
  const style = await prompter.choose({ name: 'workflow', message: SET_UP.workflow, choices: SET_UP.workflows });
  if (!style.ok) return style;
  const where = style.value === 'workspace' ? 'group' : 'private';
  const greeting = pairedGreeting(tools.machine);
  const paired = await pairPerson({ username, where, greeting }, { ...tools, bot });
  if (!paired.ok) return paired;
  const known: FirstConfig = {
    ...{ token, apiUrl: tools.apiUrl, chatId: paired.value.chatId, userId: paired.value.user },
    sessionMode: style.value === 'handoff' ? 'stateless' : 'chat',
    ...{ engine: null, projects: [] },
  };
  const engine = await chooseEngine(await tools.enginesOf(known), prompter);
  if (!engine.ok) return engine;
  const projects = await chooseProjects(tools);
  if (!projects.ok) return projects;
  const written = await file.write({ ...known, engine: engine.value, projects: projects.value });
  if (!written.ok) return written;
  prompter.say(writtenText(written.value));
  return begin(known, bot, tools);
}

async function begin(
  { chatId }: FirstConfig,
  bot: UnclaimedBot,
  { prompter, keepRunning, file }: SetUpTools,
): Promise<Result<Afterwards, never>> {
  const choices = SET_UP.starts.filter(({ value }) => value !== 'service' || keepRunning !== null);
  const start = await prompter.choose({ name: 'start', message: SET_UP.start, choices });
  // Everything is written: who leaves now starts it later.
  const wish = start.ok ? start.value : 'later';
  const runs = wish === 'service' && keepRunning !== null && (await keepRunning(file.path));
  if (wish === 'later' || (wish === 'service' && !runs)) {
    await bot.say(chatId, waitingMessageText());
    prompter.say(SET_UP.later);
    return ok('nothing');
  }
  const sent = await bot.say(chatId, firstMessageText(), { label: WORKS_LABEL, data: WORKS_BUTTON });
  if (sent.ok) prompter.say(SET_UP.sent);
  else prompter.warn(SET_UP.unsent);
  return ok(runs ? 'runs' : 'start');
}
