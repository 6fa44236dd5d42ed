import { defineManifest } from '../../../domain/engine/engine-manifest.js';
import { MISSING_KEY } from '../profile/missing-key.js';

/** The tools that may be used unasked where nobody can be asked and the configuration names none. */
export const UNATTENDED_TOOLS: readonly string[] = ['Bash', 'Read', 'Edit', 'Write'];

/** Claude Code. */
export const CLAUDE = defineManifest({
  id: 'claude',
  name: 'Claude Code',
  program: 'claude',
  install: 'npm install -g @anthropic-ai/claude-code',
  login: 'claude auth login',
  ownArguments: [
    ...['-p', '--print', '--output-format', '--input-format', '--resume', '-r', '--continue', '-c', '--session-id'],
    ...['--permission-mode', '--permission-prompt-tool', '--'],
  ],
  extraArgs: [],
  files: { secret: [], obeyed: ['.claude/**', '.claude.json', 'CLAUDE.md', 'CLAUDE.local.md'] },
  keys: [
    {
      kind: 'tools',
      name: 'allowed_tools',
      description: 'The tools that need no permission.',
      unattended: UNATTENDED_TOOLS,
    },
    {
      kind: 'switch',
      name: 'dangerously_skip_permissions',
      description: 'Ask for no permission at all.',
      usual: false,
      widens: 'turned-on',
      lifts: 'in-every-mode',
    },
    {
      kind: 'switch',
      name: 'use_api_billing',
      description: 'Let Claude Code see `ANTHROPIC_API_KEY`, and so be billed by use.',
      usual: false,
      widens: 'turned-on',
    },
  ],
  knownErrors: [MISSING_KEY],
  efforts: ['low', 'medium', 'high', 'xhigh', 'max'],
  models: ['opus', 'sonnet', 'haiku'],
  modes: ['default', 'plan', 'auto', 'acceptEdits', 'bypassPermissions', 'manual', 'dontAsk'],
  permissions: {
    default: 'asks',
    plan: 'read-only',
    auto: 'edits',
    acceptEdits: 'edits',
    bypassPermissions: 'unlimited',
    manual: 'asks',
    dontAsk: 'edits',
  },
  unaskedModes: { auto: 'judged', dontAsk: 'refused' },
  unset: { attended: 'default', unattended: 'dontAsk' },
  modeWords: { on: 'plan', off: 'acceptEdits', auto: 'auto' },
});
