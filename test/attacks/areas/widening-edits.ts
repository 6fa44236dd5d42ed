import { ADA } from '../../end-to-end/rig.js';
import { hook, SECRET } from '../hooks.js';

/** An edit that lets more happen: what is put for what, and what a message about it has to name. */
export type Edit = readonly [name: string, from: string | RegExp, to: string, names: RegExp];

/** The line that says who may steer. */
export const USERS = /allowed_user_ids = \[.*\]/;
const engine = (name: string, line: string, names = new RegExp(`${name}|${line.split(' ')[0]}`)): Edit => [
  `[${name}] ${line}`,
  `[${name}]\n`,
  `[${name}]\n${line}\n`,
  names,
];
const inHook = (line: string, from: string | RegExp, to: string): Edit => [`webhook: ${line}`, from, to, /\bh\b/];

/** Edits of the usual file of the area. */
export const EDITS: readonly Edit[] = [
  ['a user more', USERS, `allowed_user_ids = [${ADA}, 666]`, /666/],
  engine('claude', 'permission_mode = "acceptEdits"'),
  engine('claude', 'permission_mode = "bypassPermissions"'),
  engine('claude', 'dangerously_skip_permissions = true'),
  ...[
    '"--allowedTools", "Bash"',
    '"--settings", "hooks.json"',
    '"--mcp-config", "x.json"',
    '"--add-dir", "/"',
    '"--permission-mode", "acceptEdits"',
  ].map((args) => engine('claude', `extra_args = [${args}]`)),
  engine('claude', 'allowed_tools = ["WebFetch"]'),
  ...['"--full-auto"', '"-c", "approval_policy=never"', '"--sandbox", "danger-full-access"'].map((args) =>
    engine('codex', `extra_args = [${args}]`),
  ),
  engine('codex', 'permission_mode = "never"'),
  engine('gemini', 'extra_args = ["-y"]'),
  engine('gemini', 'permission_mode = "yolo"'),
  engine('opencode', 'permission_mode = "auto"'),
  engine('amp', 'dangerously_allow_all = true'),
  engine('amp', 'extra_args = ["--dangerously-allow-all"]'),
  ['[claude] another program', /command = .*/, 'command = "/bin/true"', /command|claude/],
  ['a variable for agents', '[security]\n', '[security]\nenv_extra_allow = ["A_SECRET"]\n', /A_SECRET|env_extra_allow/],
  [
    'variables of a prefix for agents',
    '[security]\n',
    '[security]\nenv_extra_prefix_allow = ["A_"]\n',
    /A_|env_extra_prefix_allow/,
  ],
  ['private addresses', '[security]\n', '[security]\noutbound_allow = ["0.0.0.0/0"]\n', /0\.0\.0\.0\/0|outbound_allow/],
  ['all files', '[security]\n', '[security]\nfile_roots = ["/"]\n', /file_roots|`\/`|read and write/],
  ['a project that is everything', '[projects.p]', '[projects.all]\npath = "/"\n[projects.p]', /all|projects/],
  ['a project elsewhere', 'path = "project"', 'path = "/tmp"', /`?p`?|projects|\/tmp/],
  inHook(
    'a further secret',
    `secret = "${SECRET}"`,
    `secret = "${SECRET}"\nsecrets = ["another-secret-of-the-sender"]`,
  ),
  inHook('no repeats known', 'dedup_s = 600', 'dedup_s = 0'),
  inHook('a longer tolerance', 'tolerance_s = 60', 'tolerance_s = 3600'),
  inHook('another scheme', 'auth = "stripe"', 'auth = "bearer"'),
  inHook('any address', 'allow_ips = ["127.0.0.1"]', ''),
  inHook('more runs', 'max_runs_per_hour = 2', 'max_runs_per_hour = 20'),
  inHook('more runs, by leaving it out', 'max_runs_per_hour = 2', ''),
  inHook('a mode that asks nobody', 'permission_mode = "plan"', 'permission_mode = "bypassPermissions"'),
  inHook('the mode left out', 'permission_mode = "plan"', ''),
  inHook('files are taken', 'accept_multipart = false', 'accept_multipart = true'),
  [
    'a webhook more',
    '[[triggers.webhooks]]',
    `${hook('fresh', { action: 'agent_run', prompt_template: '{{x}}' })}\n[[triggers.webhooks]]`,
    /fresh/,
  ],
  [
    'a webhook without proof',
    '[[triggers.webhooks]]',
    `${hook('fresh', { auth: 'none', action: 'agent_run', prompt_template: '{{x}}' })}\n[[triggers.webhooks]]`,
    /fresh/,
  ],
  [
    'a schedule of every minute',
    '[[triggers.webhooks]]',
    '[[triggers.crons]]\nid = "minutely"\nschedule = "0 0 1 1 *"\nprompt = "x"\n[[triggers.webhooks]]',
    /minutely/,
  ],
  [
    'everybody as proxy',
    '[triggers.server]\n',
    '[triggers.server]\ntrusted_proxies = ["0.0.0.0/0"]\n',
    /0\.0\.0\.0\/0|trusted_proxies/,
  ],
  ['numbers for everybody', '[triggers.server]\n', '[triggers.server]\nmetrics_public = true\n', /metrics/],
  ['another rate', /rate_limit = \d+/, 'rate_limit = 2000000', /rate_limit/],
  ['more guesses', /auth_failures_per_minute = \d+/, 'auth_failures_per_minute = 2000000', /auth_failures|failed/i],
  [
    'unauthenticated webhooks for all',
    '[triggers]\n',
    '[triggers]\nallow_unauthenticated_webhooks = true\n',
    /authentication|allow_unauthenticated/,
  ],
  ['no tripwire', 'tripwire = true', 'tripwire = false', /tripwire/],
  ['a budget less', 'max_cost_per_run = 1', '', /max_cost_per_run|budget|cost/i],
  ['a higher budget', 'max_cost_per_run = 1', 'max_cost_per_run = 100', /max_cost_per_run|budget|cost/i],
  ['runs are not ended over the budget', 'auto_cancel = true', 'auto_cancel = false', /auto_cancel|budget|cost/i],
  ['an endless loop', 'max_iterations = 5', 'max_iterations = 10000', /max_iterations|loop/],
];
