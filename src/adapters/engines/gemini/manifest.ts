import { defineManifest } from '../../../domain/engine/engine-manifest.js';
import { MISSING_KEY } from '../profile/missing-key.js';

/** Gemini CLI. */
export const GEMINI = defineManifest({
  id: 'gemini',
  name: 'Gemini CLI',
  program: 'gemini',
  install: 'npm install -g @google/gemini-cli',
  login: 'gemini',
  ownArguments: [
    ...['--output-format', '-o', '--resume', '-r', '--session-id', '--prompt', '-p', '--prompt-interactive', '-i'],
    ...['--approval-mode', '--acp', '--'],
  ],
  extraArgs: [],
  files: { secret: ['.gemini/oauth_creds.json'], obeyed: ['.gemini/**', 'GEMINI.md'] },
  keys: [
    {
      kind: 'switch',
      name: 'skip_trust',
      description: 'Do not ask whether the directory is trusted.',
      usual: true,
      widens: 'turned-on',
    },
  ],
  knownErrors: [MISSING_KEY],
  efforts: [],
  models: ['gemini-2.5-pro', 'gemini-2.5-flash'],
  modes: ['default', 'auto_edit', 'plan', 'yolo'],
  permissions: { default: 'asks', auto_edit: 'edits', plan: 'read-only', yolo: 'unlimited' },
  unset: { attended: 'auto_edit', unattended: 'auto_edit' },
  modeWords: { on: 'plan' },
});
