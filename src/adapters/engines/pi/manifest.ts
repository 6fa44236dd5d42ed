import { defineManifest } from '../../../domain/engine/engine-manifest.js';
import { MISSING_KEY } from '../profile/missing-key.js';

/** Pi. */
export const PI = defineManifest({
  id: 'pi',
  name: 'Pi',
  program: 'pi',
  install: 'npm install -g @earendil-works/pi-coding-agent',
  login: 'pi',
  ownArguments: ['--mode', '--session', '--session-id', '--no-session', '--continue', '-c', '--resume', '-r', '--'],
  extraArgs: [],
  files: { secret: ['.pi/agent/auth.json'], obeyed: ['.pi/**'] },
  keys: [
    {
      kind: 'text',
      name: 'provider',
      description: 'The provider of the model.',
      usual: "the engine's choice",
      widens: 'any-change',
    },
  ],
  knownErrors: [MISSING_KEY],
  efforts: ['off', 'minimal', 'low', 'medium', 'high', 'xhigh'],
  models: [],
  modes: ['read-only', 'full'],
  permissions: { 'read-only': 'read-only', full: 'unlimited' },
  unset: { attended: 'full', unattended: 'full' },
  modeWords: {},
});
