import { defineManifest } from '../../../domain/engine/engine-manifest.js';
import { MISSING_KEY } from '../profile/missing-key.js';

/** OpenCode. */
export const OPENCODE = defineManifest({
  id: 'opencode',
  name: 'OpenCode',
  program: 'opencode',
  install: 'npm install -g opencode-ai',
  login: 'opencode auth login',
  ownArguments: ['--format', '--session', '-s', '--continue', '-c', '--command', '--attach', 'run', '--'],
  extraArgs: [],
  files: {
    secret: ['.local/share/opencode/auth.json'],
    obeyed: ['.opencode/**', 'opencode.json?(c)', '.config/opencode/**'],
  },
  keys: [],
  knownErrors: [MISSING_KEY],
  efforts: ['minimal', 'low', 'medium', 'high', 'max'],
  models: [],
  modes: ['default', 'plan', 'auto'],
  permissions: { default: 'edits', plan: 'read-only', auto: 'unlimited' },
  unset: { attended: 'default', unattended: 'default' },
  modeWords: { on: 'plan', auto: 'auto' },
});
