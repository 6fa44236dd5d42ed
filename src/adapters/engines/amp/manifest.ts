import { defineManifest } from '../../../domain/engine/engine-manifest.js';
import { MISSING_KEY } from '../profile/missing-key.js';
import { LOGIN_OR_CREDITS } from './login-or-credits.js';

/** Amp. */
export const AMP = defineManifest({
  id: 'amp',
  name: 'Amp',
  program: 'amp',
  install: 'npm install -g @ampcode/cli',
  login: 'amp login',
  ownArguments: ['-x', '--execute', '--stream-json', '--stream-json-input', 'threads', '--'],
  extraArgs: [],
  files: { secret: [], obeyed: ['.amp/**', '.config/amp/**'] },
  keys: [
    {
      kind: 'text',
      name: 'mode',
      description: 'The mode that Amp works in.',
      usual: "the engine's choice",
      widens: 'never',
    },
    {
      kind: 'switch',
      name: 'dangerously_allow_all',
      description: 'Ask for no permission at all.',
      usual: false,
      widens: 'turned-on',
      lifts: 'where-unset',
    },
    {
      kind: 'switch',
      name: 'stream_json_input',
      description: 'Give the prompt as a stream of JSON.',
      usual: false,
      widens: 'never',
    },
  ],
  knownErrors: [MISSING_KEY, LOGIN_OR_CREDITS],
  efforts: [],
  models: ['low', 'medium', 'high', 'ultra'],
  modes: ['default', 'allow-all'],
  permissions: { default: 'edits', 'allow-all': 'unlimited' },
  unset: { attended: 'default', unattended: 'default' },
  modeWords: {},
});
