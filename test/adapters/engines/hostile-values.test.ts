import { expect } from 'chai';
import { ampProfile } from '../../../src/adapters/engines/amp/amp-profile.js';
import { claudeProfile } from '../../../src/adapters/engines/claude/claude-profile.js';
import { claudeSettings } from '../../../src/adapters/engines/claude/settings.js';
import { codexProfile } from '../../../src/adapters/engines/codex/codex-profile.js';
import { geminiProfile } from '../../../src/adapters/engines/gemini/gemini-profile.js';
import { opencodeProfile } from '../../../src/adapters/engines/opencode/opencode-profile.js';
import { piProfile } from '../../../src/adapters/engines/pi/pi-profile.js';
import { launchOf, orderOf, refusalOf, table } from './profiles.js';

const PROFILES = [
  claudeProfile(claudeSettings(table(), 1)),
  codexProfile(table()),
  opencodeProfile(table()),
  piProfile(table()),
  geminiProfile(table()),
  ampProfile(table()),
];

const FLAGS = [
  '--help',
  '-p',
  '--',
  '-',
  '--model=x',
  ' --yolo',
  '\t-x',
  '\n--x',
  'a\nb',
  'a\0b',
  '\u001b[0m',
  'x'.repeat(1_001),
];

/** What people write as the names of things: an argument's value, and nothing else whatever is in it. */
const NAMES = [
  'a b',
  'x --yolo',
  '"; rm -rf /',
  '$(id)',
  '`id`',
  "'",
  'é',
  'T-1',
  'a=b',
  'opus[1m]',
  '../x',
  '%2d%2dhelp',
];

for (const profile of PROFILES) {
  describe(`what a person names reaches ${profile.manifest.id} as a value`, () => {
    const options = (more: object) => ({ options: { ...orderOf().options, ...more } });
    const resume = (value: string) => ({ resume: { engine: profile.manifest.id, value, directory: null } });

    it('or not at all, where it could be read as a flag or is no argument', () => {
      for (const text of FLAGS) {
        expect(refusalOf(profile, resume(text))?.kind, `conversation ${text}`).to.equal('session-unknown');
        expect(refusalOf(profile, options({ model: text }))?.kind, `model ${text}`).to.equal('bad-usage');
        expect(refusalOf(profile, options({ effort: text }))?.kind, `effort ${text}`).to.equal('bad-usage');
        expect(refusalOf(profile, options({ permissionMode: text }))?.kind, `mode ${text}`).to.equal('bad-usage');
      }
    });

    it('and adds no argument of its own', () => {
      const plain = (text: string) => launchOf(profile, { ...resume(text), ...options({ model: text }) }).args;
      const usual = plain('name').length;
      for (const text of NAMES) {
        expect(plain(text).length, text).to.equal(usual);
        const bare = plain(text)
          .filter((arg) => arg.startsWith('-'))
          .map((arg) => arg.split('=')[0]);
        expect(bare, text).to.deep.equal(
          plain('name')
            .filter((arg) => arg.startsWith('-'))
            .map((arg) => arg.split('=')[0]),
        );
      }
    });
  });
}
