import { createHash } from 'node:crypto';
import { ADA, type Rig } from '../../end-to-end/rig.js';

/** Stands for the number of the version in a text of `sceneConfig`. */
export const VERSION = '@version@';

/** What is in the file. */
export interface SceneOptions {
  /** Crons that are never due and webhooks with a secret each, in equal parts. */
  readonly triggers: number;
  readonly port: number;
  /** The default unless given. */
  readonly settleMs?: number | undefined;
  /** Who may write, beside the owner. */
  readonly people?: readonly number[];
  /** Further tables. */
  readonly more?: string;
}

/** A configuration as people have it, with a place for the number of its version. */
export function sceneConfig(rig: Rig, { triggers, port, settleMs, people = [], more = '' }: SceneOptions): string {
  const allowed = `allowed_user_ids = [${[ADA, ...people].join(', ')}]`;
  return `${rig.config().replace(`allowed_user_ids = [${ADA}]`, allowed)}
${settleMs === undefined ? '' : `[reload]\nsettle_ms = ${settleMs}\n`}
[triggers]
enabled = true
[triggers.server]
port = ${port}
always = true
rate_limit = 1000000000
${Array.from({ length: triggers }, (_, n) => (n % 2 === 0 ? cron(n) : webhook(n))).join('')}${more}
[[triggers.webhooks]]
id = "live"
path = "${livePath(VERSION)}"
secret = "${secretOf('live')}"
action = "notify_only"
message_template = "live"
`;
}

/** The path of the webhook that only this version has: a GET is answered with 405 while it is live, else with 404. */
export function livePath(number: number | typeof VERSION): string {
  return `/live-${number}`;
}

/** As long as what password generators make, and the same in each run. */
export function secretOf(name: string): string {
  return createHash('sha256').update(name).digest('base64url');
}

function cron(n: number): string {
  return `[[triggers.crons]]
id = "cron-${n}"
schedule = "${n % 60} ${n % 24} 29 2 *"
prompt = "Look through the open issues of part ${n} and say which of them are urgent."
`;
}

function webhook(n: number): string {
  return `[[triggers.webhooks]]
id = "hook-${n}"
path = "/hooks/${n}"
auth = "github"
secret = "${secretOf(`hook ${n}`)}"
prompt_template = "{{sender.login}} did {{action}} in {{repository.full_name}}: say whether part ${n} is concerned."
`;
}
