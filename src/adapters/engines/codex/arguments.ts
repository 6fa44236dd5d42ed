import type { EngineSettings } from '../../../application/values/config/engine-settings.js';
import type { EngineOrder } from '../../../domain/engine/engine.js';
import { isLatest } from '../../../domain/run/resume-token.js';
import { ownText } from '../profile/engine-table.js';
import { CODEX } from './manifest.js';

/**
 * The sandbox where the configuration names none: writes in the run's directory, no network. There is no way to ask a
 * person in `exec`; whatever the sandbox stops is refused, and the model told so. The CLI's own default can't even write.
 */
const UNATTENDED_SANDBOX = CODEX.unset.unattended;

/** Arguments of the configuration that choose a sandbox themselves; with one of these ours is left out. */
const SANDBOX_ARGUMENTS = [
  ...['--sandbox', '-s', '--full-auto', '--approve-for-me', '--yolo'],
  '--dangerously-bypass-approvals-and-sandbox',
];

/** The sandbox of a run; `null` if `extra_args` choose it. `safe` is an older name of `read-only`. */
export function codexSandbox(order: EngineOrder, settings: EngineSettings): string | null {
  const chosen = order.options.permissionMode ?? settings.permissionMode;
  if (chosen !== null) return chosen === 'safe' ? 'read-only' : chosen;
  const own = settings.extraArgs.some((arg) => SANDBOX_ARGUMENTS.includes(arg.split('=', 1)[0] ?? arg));
  return own ? null : UNATTENDED_SANDBOX;
}

/**
 * The command line for one order; the prompt comes by standard input (`-`). What is set by `-c` is read as TOML, of which
 * a JSON string is one. Without the analytics an offline process does not linger for 5 s after its last line.
 */
export function codexArguments(order: EngineOrder, settings: EngineSettings): readonly string[] {
  const { options } = order;
  const sandbox = codexSandbox(order, settings);
  const profile = ownText(settings, 'profile');
  return [
    ...setting('analytics.enabled', false),
    ...setting('check_for_update_on_startup', false),
    ...settings.extraArgs,
    ...(profile === null ? [] : [`--profile=${profile}`]),
    ...given('model', options.model ?? settings.model),
    ...given('model_reasoning_effort', options.effort),
    ...given('developer_instructions', order.preamble),
    ...['--ask-for-approval', 'never', 'exec'],
    // Each of the two commands has that option for itself.
    ...(order.resume === null ? pictures(order.attachments) : []),
    ...['--json', '--skip-git-repo-check', '--color=never'],
    ...(sandbox === null ? [] : [`--sandbox=${sandbox}`]),
    ...resumed(order),
    '-',
  ];
}

function resumed({ resume, attachments }: EngineOrder): readonly string[] {
  if (resume === null) return [];
  return ['resume', ...pictures(attachments), ...(isLatest(resume) ? ['--last'] : ['--', resume.value])];
}

function pictures(attachments: EngineOrder['attachments'] = []): readonly string[] {
  return attachments.filter(isPicture).map(({ path }) => `--image=${path}`);
}

/** Whether the option takes it: one of the kinds that its model reads, by a path that isn't cut at a comma. */
function isPicture({ path, mime }: { readonly path: string; readonly mime: string }): boolean {
  return /^image\/(?:png|jpeg|gif|webp)$/.test(mime) && !path.includes(',');
}

function given(key: string, value: string | null): readonly string[] {
  return value === null || value === '' ? [] : setting(key, value);
}

function setting(key: string, value: string | boolean): readonly string[] {
  return ['-c', `${key}=${JSON.stringify(value)}`];
}
