import { ADA, type Rig } from '../end-to-end/rig.js';

/** People who write, each in a private chat of their own; Ada is told about the program itself. */
export const PEOPLE: readonly [number, ...number[]] = [11, 12, 13, 14, 15, 16];
/** Webhooks that start runs, by the chat that each reports to. */
export const RUN_HOOKS = { 'run-1': 21, 'run-2': 22, 'run-3': 23 } as const;
/** Webhooks that only tell something. */
export const NOTIFY_HOOKS = { 'tell-1': 31, 'tell-2': 32 } as const;
/** The chats that crons report to, in turn. */
export const CRON_CHATS = [41, 42] as const;
/** What posts prove themselves with. */
export const HOOK_SECRET = 'nobody-knows';

/** A configuration with everything that can be accepted; `crons` are instants by their token. */
export function stageConfig(
  { rig, port, stateDirectory }: { readonly rig: Rig; readonly port: number; readonly stateDirectory: string },
  crons: ReadonlyMap<string, number>,
): string {
  const hook = (id: string, chat: number, action: string) => `[[triggers.webhooks]]
id = "${id}"
path = "/${id}"
secret = "${HOOK_SECRET}"
chat_id = ${chat}
${action}
`;
  const run = 'action = "agent_run"\nprompt_template = "{{token}} [[delay:{{ms}}]] [[say:did {{token}}]] {{more}}"';
  const tell = 'action = "notify_only"\nmessage_template = "news {{token}}"';
  const base = rig
    .config()
    .replace(
      `allowed_user_ids = [${ADA}]`,
      `allowed_user_ids = [${[ADA, ...PEOPLE].join(', ')}]\nforward_coalesce_s = 0`,
    )
    .replace('session_mode = "chat"', 'session_mode = "stateless"');
  return [
    `state_dir = "${stateDirectory}"`,
    base,
    '[transports.telegram.files]\nenabled = true',
    `[triggers]\nenabled = true\n[triggers.server]\nport = ${port}\nrate_limit = 1000000`,
    ...Object.entries(RUN_HOOKS).map(([id, chat]) => hook(id, chat, run)),
    ...Object.entries(NOTIFY_HOOKS).map(([id, chat]) => hook(id, chat, tell)),
    ...[...crons].map(
      ([token, at], index) => `[[triggers.crons]]
id = "${token}"
at = ${new Date(at).toISOString()}
chat_id = ${CRON_CHATS[index % CRON_CHATS.length]}
prompt = "${token} [[say:did ${token}]]"
`,
    ),
  ].join('\n');
}
