import type { EngineCatalog } from '../../domain/engine/engine.js';
import type { ChatId, UserId } from '../../domain/ids.js';
import type { BotProbe, ProbeProblem } from '../ports/chat/bot-probe.js';
import type { Reading } from '../ports/config/config-source.js';
import type { EngineTools } from '../ports/engine/engine-tools.js';
import type { DiskProbe } from '../ports/system/disk-probe.js';
import type { AppConfig } from '../values/app-config.js';
import type { Finding } from '../values/finding.js';
import { fine } from '../values/finding.js';
import type { ConfigProblem } from '../values/reload/config-problem.js';
import { allowedUsersText, WHAT_USERS_MAY_DO } from '../wording/chat/allowed-users-text.js';
import { BOT_REMARKS, CHECKS, MACHINE_REMARKS } from '../wording/health/doctor-remarks.js';
import { ROOT_FIX, ROOT_WARNING } from '../wording/health/root-warning.js';
import { enginesIn, examineEngines } from './examine-engines.js';
import { examineMachine, type MachineTools } from './examine-machine.js';
import { examinePermissions } from './examine-permissions.js';

/** What an examination looks through. */
export interface ExaminationTools extends MachineTools {
  readonly disk: DiskProbe;
  /** `null` to leave out what needs the network. */
  readonly botOf: ((config: AppConfig) => BotProbe) | null;
  readonly enginesOf: (config: AppConfig) => { readonly engines: EngineCatalog; readonly tools: EngineTools };
  /** The name of the user that this runs as; `null` if it has none. */
  readonly ownUser: string | null;
  /** The program that uses the state directory now; `null` for none. */
  readonly runningIn: (stateDirectory: string) => Promise<RunningProgram | null>;
  /** Whether a program started like this one would run as root. */
  readonly isRoot: boolean;
}

/** The clock may be this far from the server’s, in milliseconds: its `Date` has whole seconds, and a network takes time. */
const MOST_OFF_MS = 30_000;

/** What a running program says of itself. */
export interface RunningProgram {
  /** In words. */
  readonly detail: string;
  readonly lastTurnedAway: { readonly user: UserId | null; readonly detail: string } | null;
}

/** Looks at everything that a start and a run need; changes nothing and costs nothing. */
export async function examine(file: string, reading: Reading, look: ExaminationTools): Promise<readonly Finding[]> {
  if (!reading.ok) return reading.problems.map(configFinding);
  const { config, warnings } = reading;
  const { engines, tools } = look.enginesOf(config);
  const parts = await Promise.all([
    examineState(config, look),
    examineParents([file, config.stateDirectory], look.disk),
    examineProjects(config, look.disk),
    examineMachine(config, look),
    examineFileMode(file, look.disk),
    look.botOf === null ? [] : examineBot(config, look.botOf(config), look),
    examineEngines(config, engines, tools),
    examinePermissions(config, enginesIn(config), engines, look.ownUser),
  ]);
  const people = [...(look.isRoot ? [rootFinding()] : []), usersFinding(config)];
  return [fine('configuration', file), ...warnings.map(configFinding), ...people, ...parts.flat()];
}

function configFinding({ severity, file, line, key, message, hint }: ConfigProblem): Finding {
  const where = line === null ? file : `${file}:${line}`;
  const what = key === '' ? message : `${key} — ${message}`;
  return { check: 'configuration', grade: severity, detail: `${where} ${what}`, hint };
}

async function examineState(config: AppConfig, look: ExaminationTools): Promise<readonly Finding[]> {
  const { stateDirectory } = config;
  const problem = await look.disk.writeProblem(stateDirectory);
  const running = await look.runningIn(stateDirectory);
  const state =
    problem === null
      ? ({ grade: 'ok', ...MACHINE_REMARKS.writable(stateDirectory) } as const)
      : ({ grade: 'error', ...MACHINE_REMARKS.notWritable(stateDirectory, problem) } as const);
  return [
    { check: CHECKS.state, ...state },
    running === null
      ? { check: 'program', grade: 'note', ...MACHINE_REMARKS.notRunning }
      : fine('program', running.detail),
    ...(running?.lastTurnedAway == null ? [] : [turnedAwayFinding(running.lastTurnedAway)]),
  ];
}

/** Whoever may rename a directory on the way to a file may put another one in its place. */
async function examineParents(paths: readonly string[], disk: DiskProbe): Promise<readonly Finding[]> {
  const found = await Promise.all(paths.map((path) => disk.looseParents(path)));
  return [...new Set(found.flat())].map((detail) => ({
    check: 'directories',
    grade: 'warning',
    ...MACHINE_REMARKS.looseParent(detail),
  }));
}

function turnedAwayFinding({ user, detail }: NonNullable<RunningProgram['lastTurnedAway']>): Finding {
  return { check: CHECKS.lastTurnedAway, grade: 'note', ...MACHINE_REMARKS.turnedAway(user, detail) };
}

function rootFinding(): Finding {
  return { check: 'user', grade: 'warning', detail: ROOT_WARNING, hint: ROOT_FIX };
}

function usersFinding(config: AppConfig): Finding {
  return { check: 'people', grade: 'note', detail: allowedUsersText(config), hint: WHAT_USERS_MAY_DO };
}

async function examineProjects({ projects }: AppConfig, disk: DiskProbe): Promise<readonly Finding[]> {
  return Promise.all(
    projects.map(async ({ alias, path }): Promise<Finding> => {
      const check = CHECKS.project(alias);
      if (await disk.isDirectory(path)) return fine(check, path);
      return { check, grade: 'error', ...MACHINE_REMARKS.noProject(alias, path) };
    }),
  );
}

async function examineFileMode(file: string, disk: DiskProbe): Promise<readonly Finding[]> {
  if (!(await disk.isOpenToOthers(file))) return [];
  return [
    {
      check: CHECKS.fileMode,
      grade: 'note',
      ...MACHINE_REMARKS.openFile(file),
      repair: { kind: 'close-file', path: file },
    },
  ];
}

/** Without an answer to the first question the others are not asked. */
async function examineBot(
  { telegram, projects, stateDirectory }: AppConfig,
  bot: BotProbe,
  look: ExaminationTools,
): Promise<readonly Finding[]> {
  const me = await bot.me();
  if (!me.ok) return [botFinding(me.problem)];
  const chats = new Set([telegram.chatId, ...projects.map(({ chatId }) => chatId)].filter((id) => id !== null));
  const seen = await Promise.all([...chats].map((id) => examineChat(id, bot)));
  const isOurs = (await look.runningIn(stateDirectory)) !== null;
  const reach = await examineReach(bot, isOurs);
  const about = [...groupFindings([...chats], me.value.readsGroups), ...clockFindings(me.value.clockAheadMs)];
  return [{ check: 'telegram', grade: 'ok', ...BOT_REMARKS.token(me.value.username) }, ...reach, ...about, ...seen];
}

/** Whether what people write gets here, and nowhere else. */
async function examineReach(bot: BotProbe, isOurs: boolean): Promise<readonly Finding[]> {
  const webhook = await bot.webhook();
  if (webhook.ok && webhook.value !== null) {
    return [
      {
        check: CHECKS.updates,
        grade: 'error',
        ...BOT_REMARKS.webhook(webhook.value),
        repair: { kind: 'remove-webhook' },
      },
    ];
  }
  if (isOurs || !(await bot.isPolledElsewhere())) return [];
  return [{ check: CHECKS.updates, grade: 'error', ...BOT_REMARKS.otherPoller }];
}

function groupFindings(chats: readonly ChatId[], readsGroups: boolean): readonly Finding[] {
  if (readsGroups || chats.every((id) => id > 0)) return [];
  return [{ check: 'groups', grade: 'note', ...BOT_REMARKS.privacy }];
}

/** Signed webhooks and schedules go by the clock. */
function clockFindings(aheadMs: number | null): readonly Finding[] {
  if (aheadMs === null) return [];
  if (Math.abs(aheadMs) < MOST_OFF_MS) return [fine('clock', BOT_REMARKS.clockRight)];
  return [{ check: 'clock', grade: 'warning', ...BOT_REMARKS.clockWrong(Math.round(aheadMs / 1_000)) }];
}

function botFinding({ kind, reason }: ProbeProblem): Finding {
  const remark = kind === 'refused' ? BOT_REMARKS.refused(reason) : BOT_REMARKS.unreachable(reason);
  return { check: 'telegram', grade: 'error', ...remark };
}

async function examineChat(id: ChatId, bot: BotProbe): Promise<Finding> {
  const check = CHECKS.chat(id);
  const seen = await bot.chat(id);
  if (seen.ok) return { check, grade: 'ok', ...BOT_REMARKS.seen };
  return { check, grade: 'error', ...BOT_REMARKS.notSeen(seen.problem.reason, id > 0) };
}
