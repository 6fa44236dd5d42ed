import { defineManifest } from '../../../domain/engine/engine-manifest.js';
import { MISSING_KEY } from '../profile/missing-key.js';
import { LOGIN_EXPIRED } from './login-expired.js';

/** Codex. */
export const CODEX = defineManifest({
  id: 'codex',
  name: 'Codex',
  program: 'codex',
  install: 'npm install -g @openai/codex',
  login: 'codex login',
  ownArguments: [
    ...['--ask-for-approval', '-a', '--skip-git-repo-check', '--json', '--output-schema', '--output-last-message'],
    ...['-o', '--color', 'exec', 'resume', '--'],
  ],
  // A person's `notify` program would be started at the end of each turn.
  extraArgs: ['-c', 'notify=[]'],
  files: { secret: ['.codex/auth.json'], obeyed: ['.codex/**'] },
  keys: [
    {
      kind: 'text',
      name: 'profile',
      description: 'The profile of the Codex configuration that is used.',
      widens: 'any-change',
    },
  ],
  knownErrors: [LOGIN_EXPIRED, MISSING_KEY],
  efforts: ['minimal', 'low', 'medium', 'high', 'xhigh'],
  models: [],
  modes: ['read-only', 'workspace-write', 'danger-full-access', 'safe'],
  permissions: {
    'read-only': 'read-only',
    'workspace-write': 'edits',
    'danger-full-access': 'unlimited',
    safe: 'read-only',
  },
  unset: { attended: 'workspace-write', unattended: 'workspace-write' },
  modeWords: {},
});
