import type { EngineId } from '../../../domain/ids.js';
import type { TriggerName } from '../../../domain/trigger/trigger-name.js';
import { sizeText } from '../text/size-text.js';

/** What an examination says of one thing, and how to fix it; `null` where nothing is to be fixed. Plain text. */
export interface Remark {
  readonly detail: string;
  readonly hint: string | null;
}

/** What was looked at, where it needs more than a word. */
export const CHECKS = {
  state: 'state directory',
  lastTurnedAway: 'last turned away',
  fileMode: 'file mode',
  updates: 'updates',
  otherAgents: 'other agents',
  project: (alias: string) => `project ${alias}`,
  chat: (id: number) => `chat ${id}`,
  engine: (id: EngineId) => `engine ${id}`,
  permissions: (of: EngineId | TriggerName) => `permissions ${of}`,
  user: (id: EngineId) => `user of ${id}`,
} as const;

/** What an examination says of the machine. */
export const MACHINE_REMARKS = {
  writable: (directory: string): Remark => ({ detail: `${directory} can be written`, hint: null }),
  notWritable: (directory: string, problem: string): Remark => ({
    detail: `${directory}: ${problem}`,
    hint: 'Make the directory writable for the user that Untether runs as, or name another one (state_dir).',
  }),
  openFile: (file: string): Remark => ({
    detail: `other users of this machine may open ${file}`,
    hint: `Run chmod 600 on it, or: untether doctor --fix`,
  }),
  noGit: { detail: 'not installed', hint: 'Install git: branches, worktrees and diffs need it.' },
  space: (bytes: number): string => `${sizeText(bytes)} free`,
  littleSpace: (bytes: number): Remark => ({
    detail: `only ${sizeText(bytes)} free where the state is`,
    hint: 'Free some space: without it nothing can be accepted.',
  }),
  noService: { detail: 'not installed as a service', hint: null },
  badService: (file: string): Remark => ({
    detail: `${file} is installed, but does not run`,
    hint: 'untether service logs says why; untether service install writes it anew and starts it.',
  }),
  endsWithLogin: {
    detail: 'it ends when you log out',
    hint: 'To keep it running: loginctl enable-linger',
  },
  notRunning: { detail: 'not running', hint: null },
  looseParent: (detail: string): Remark => ({
    detail,
    hint: 'Other users could replace what Untether reads. Remove their write permission (chmod o-w), or use another place.',
  }),
  turnedAway: (user: number | null, detail: string): Remark => ({
    detail,
    hint: user === null ? null : `If you know them, add ${user} to allowed_user_ids.`,
  }),
  noProject: (alias: string, path: string): Remark => ({
    detail: `there is no directory ${path}`,
    hint: `Make it, or fix [projects.${alias}] path.`,
  }),
} as const;

/** What an examination says of the bot and of the chats that the configuration names. */
export const BOT_REMARKS = {
  token: (username: string): Remark => ({ detail: `the token is @${username}’s`, hint: null }),
  refused: (reason: string): Remark => ({
    detail: `the token was refused: ${reason}`,
    hint: 'Use the token that @BotFather shows for the bot.',
  }),
  unreachable: (reason: string): Remark => ({
    detail: `can’t be reached: ${reason}`,
    hint: 'Check the network and api_url; --offline skips this check.',
  }),
  webhook: (host: string): Remark => ({
    detail: `what people write is sent to a webhook at ${host}, and does not arrive here`,
    hint: 'The start takes the webhook away; or: untether doctor --fix',
  }),
  otherPoller: {
    detail: 'another program polls with this token and takes messages away',
    hint: 'Stop it, or give it a bot of its own.',
  },
  privacy: {
    detail: 'in groups the bot sees only commands, mentions and replies to it',
    hint: 'To let it see everything: @BotFather, /setprivacy, Disable; then remove the bot from the group and add it again.',
  },
  clockRight: 'right',
  clockWrong: (aheadS: number): Remark => ({
    detail: `this machine’s clock is ${Math.abs(aheadS)} s ${aheadS > 0 ? 'ahead' : 'behind'}`,
    hint: 'Set it, best by NTP (timedatectl set-ntp true): signed webhooks are refused by a wrong clock.',
  }),
  seen: { detail: 'the bot can see it', hint: null },
  notSeen: (reason: string, isPrivate: boolean): Remark => ({
    detail: `the bot can’t see it: ${reason}`,
    hint: isPrivate ? 'Write /start to the bot in that chat.' : 'Add the bot to that group.',
  }),
} as const;

/** What an examination says of an engine. */
export const ENGINE_REMARKS = {
  notBuilt: { detail: 'not available in this version of Untether', hint: null },
  missing: (install: string): Remark => ({ detail: 'not installed', hint: `Install it: ${install}` }),
  silent: (program: string): Remark => ({
    detail: `${program} does not say its version`,
    hint: `Try it in a terminal: ${program} --version`,
  }),
  loggedIn: (found: FoundProgram): Remark => ({ detail: `${foundText(found)}, logged in`, hint: null }),
  loginUnknown: (found: FoundProgram): Remark => ({
    detail: `${foundText(found)}, only a run tells whether it is logged in`,
    hint: null,
  }),
  loggedOut: (found: FoundProgram, login: string): Remark => ({
    detail: `${foundText(found)}, not logged in`,
    hint: `Log in: ${login}`,
  }),
  /** `lifting` is the switch that does it, if one does. */
  noLimits: (mode: string | null, lifting: string | null): Remark => {
    const named = mode === null ? 'no permission_mode is set, which' : `permission_mode "${mode}"`;
    return { detail: `${lifting === null ? named : `${lifting} = true`} lifts every limit`, hint: null };
  },
  otherUser: (user: string, ownUser: string | null): Remark => ({
    detail: `runs as ${user}, Untether as ${ownUser ?? 'another user'}`,
    hint: null,
  }),
  sameUser: {
    detail:
      'runs as the same user as Untether, so that it can do what that user can: edit untether.toml, apply held edits, read its secrets',
    hint: 'To change that: docs/how-to/agents-as-another-user.md',
  },
} as const;

/** Agents that nobody asked for, in one line. */
export function otherAgentsText(found: readonly string[], missing: readonly string[]): string {
  const parts = [
    ...(found.length === 0 ? [] : [`installed: ${found.join(', ')}`]),
    ...(missing.length === 0 ? [] : [`not installed: ${missing.join(', ')}`]),
  ];
  return parts.join('; ');
}

/** What `--fix` has done, or could not do. */
export const REPAIRS = {
  closed: (path: string): string => `Fixed: only you may open ${path} now.`,
  webhookRemoved: 'Fixed: the webhook is gone.',
  failed: (check: string, reason: string): string => `Not fixed: ${check}: ${reason}`,
  nothing: 'Nothing here can be fixed by itself.',
} as const;

/** The program of an engine that was found. */
export interface FoundProgram {
  readonly program: string;
  readonly version: string;
}

function foundText({ program, version }: FoundProgram): string {
  return `version ${version}, ${program}`;
}
