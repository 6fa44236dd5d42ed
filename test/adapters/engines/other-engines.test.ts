import { expect } from 'chai';
import fc from 'fast-check';
import { ampProfile } from '../../../src/adapters/engines/amp/amp-profile.js';
import { codexProfile } from '../../../src/adapters/engines/codex/codex-profile.js';
import { geminiProfile } from '../../../src/adapters/engines/gemini/gemini-profile.js';
import { opencodeProfile } from '../../../src/adapters/engines/opencode/opencode-profile.js';
import { piProfile } from '../../../src/adapters/engines/pi/pi-profile.js';
import type { EngineProfile } from '../../../src/adapters/engines/profile/engine-profile.js';
import type { EngineSettings } from '../../../src/application/values/config/engine-settings.js';
import type { EngineOrder } from '../../../src/domain/engine/engine.js';
import { launchOf, orderOf, refusalOf, table, translated } from './profiles.js';

interface ProfileCase {
  readonly make: (settings?: EngineSettings) => EngineProfile;
  /** The arguments of a new run about which nothing was said. */
  readonly plain: readonly string[];
  /** The arguments that name a conversation `value`, and the latest one; `null` if that can't be. */
  readonly resumed: (value: string) => readonly string[];
  readonly latest: readonly string[] | null;
  readonly model: readonly string[];
  readonly effort: readonly string[];
  readonly modes: Readonly<Record<string, readonly string[]>>;
  readonly refused: string;
  /** Whether the preamble stands ahead of the prompt. */
  readonly preambleInPrompt: boolean;
  readonly id: string;
  readonly resumeLine: string;
}

const CASES: readonly ProfileCase[] = [
  {
    make: opencodeProfile,
    plain: ['run', '--format=json'],
    resumed: (value) => [`--session=${value}`],
    latest: ['--continue'],
    model: ['--model=m'],
    effort: ['--variant=high'],
    modes: { default: [], plan: ['--agent=plan'], auto: ['--auto'] },
    refused: '--format=default',
    preambleInPrompt: true,
    id: 'ses_0a1B2c',
    resumeLine: 'opencode --session ses_0a1B2c',
  },
  {
    make: piProfile,
    plain: ['--print', '--mode', 'json'],
    resumed: (value) => ['--session', value],
    latest: ['--continue'],
    model: ['--model', 'm'],
    effort: ['--thinking', 'high'],
    modes: { full: [], 'read-only': ['--tools', 'read,grep,find,ls'] },
    refused: '--mode',
    preambleInPrompt: false,
    id: '01a2093c-3578-76e9-9faf-f1b71edbb91d',
    resumeLine: 'pi --session 01a2093c-3578-76e9-9faf-f1b71edbb91d',
  },
  {
    make: geminiProfile,
    plain: ['--output-format=stream-json', '--approval-mode=auto_edit', '--skip-trust'],
    resumed: (value) => [`--resume=${value}`],
    latest: ['--resume=latest'],
    model: ['--model=m'],
    effort: [],
    modes: { yolo: ['--approval-mode=yolo'], plan: ['--approval-mode=plan'] },
    refused: '-o',
    preambleInPrompt: true,
    id: '11398ba8-9008-48dc-9c01-3a47d87b4eeb',
    resumeLine: 'gemini --resume 11398ba8-9008-48dc-9c01-3a47d87b4eeb',
  },
  {
    make: ampProfile,
    plain: ['--stream-json', '-x'],
    resumed: (value) => ['threads', 'continue', value],
    latest: null,
    model: ['--mode=m'],
    effort: [],
    modes: { default: [], 'allow-all': ['--dangerously-allow-all'] },
    refused: '-x',
    preambleInPrompt: true,
    id: 'T-0a1B-2c',
    resumeLine: 'amp threads continue T-0a1B-2c',
  },
];

const resumeOf = (value: string) => ({ engine: 'any', value, directory: null });

for (const known of CASES) {
  const { make } = known;
  describe(`the profile of ${make().manifest.id}`, () => {
    const args = (more: Partial<EngineOrder> = {}, own: Partial<EngineSettings> = {}) =>
      launchOf(make(table(own)), more).args;
    const options = (more: object) => ({ options: { model: null, effort: null, permissionMode: null, ...more } });

    it('starts a run about which nothing was said', () => {
      expect(launchOf(make()).args).to.deep.equal(known.plain);
    });

    it('goes on with a conversation, and with the latest', () => {
      expect(args({ resume: resumeOf(known.id) })).to.include.members([...known.resumed(known.id)]);
      const latest = { resume: resumeOf('') };
      if (known.latest === null) expect(refusalOf(make(), latest)?.kind).to.equal('bad-usage');
      else expect(args(latest)).to.include.members([...known.latest]);
    });

    it('takes the model and the effort that the run names, else those of the configuration', () => {
      expect(args(options({ model: 'm' }), { model: 'other' })).to.include.members([...known.model]);
      expect(args({}, { model: 'm' })).to.include.members([...known.model]);
      expect(args(options({ effort: 'high' })).filter((arg) => !known.plain.includes(arg))).to.deep.equal(known.effort);
    });

    it('has a permission mode, and refuses one that it does not have', () => {
      for (const [permissionMode, flags] of Object.entries(known.modes)) {
        expect(args({}, { permissionMode }), permissionMode).to.include.members([...flags]);
        expect(args(options({ permissionMode })), permissionMode).to.include.members([...flags]);
      }
      expect(refusalOf(make(), options({ permissionMode: 'acceptEdits' }))?.message).to.include('acceptEdits');
    });

    it('keeps further arguments of the configuration, but none that takes over how we talk', () => {
      expect(args({}, { extraArgs: ['--further', 'x'] })).to.include.members(['--further', 'x']);
      expect(refusalOf(make(table({ extraArgs: [known.refused] })))?.message).to.match(/extra_args may not contain/);
    });

    it('gives the prompt by standard input alone', () => {
      fc.assert(
        fc.property(fc.string(), (words) => {
          const launch = launchOf(make(), { prompt: `-x ${words}` });
          expect(launch.stdin).to.equal(`-x ${words}`);
          expect(launch.args).to.deep.equal(known.plain);
        }),
      );
    });

    it('tells the agent the preamble once', () => {
      const launch = launchOf(make(), { prompt: 'Do it', preamble: 'Be brief.' });
      if (!known.preambleInPrompt) {
        expect(launch.args).to.include('Be brief.');
        return;
      }
      expect(launch.stdin).to.equal('Be brief.\n\n---\n\nDo it');
      for (const more of [{ resume: resumeOf(known.id) }, { prompt: '/compact' }]) {
        expect(launchOf(make(), { prompt: 'Do it', preamble: 'Be brief.', ...more }).stdin).to.not.include('Be brief.');
      }
    });

    it('never takes an id for a flag', () => {
      expect(refusalOf(make(), { resume: resumeOf('--yolo') })?.kind).to.equal('session-unknown');
    });

    it('writes its resume line, and reads it as a person may write it', () => {
      const profile = make();
      expect(profile.resumeLine({ engine: profile.manifest.id, value: known.id, directory: null })).to.equal(
        known.resumeLine,
      );
      for (const line of [known.resumeLine, `\`${known.resumeLine}\``, `  ${known.resumeLine} `]) {
        expect(profile.parseResumeLine(line), line).to.equal(known.id);
      }
      const [command = ''] = known.resumeLine.split(known.id);
      expect(profile.parseResumeLine(`${command.toUpperCase()}${known.id}`)).to.equal(known.id);
      for (const other of [
        '',
        'hello',
        `${known.resumeLine} and more`,
        `see ${known.resumeLine}`,
        command,
        `${command}--x`,
      ]) {
        expect(profile.parseResumeLine(other), other).to.equal(null);
      }
    });

    it('tells a type of line that is not known once', () => {
      const { shown, unknown } = translated(make(), [{ type: 'hologram' }, { type: 'hologram' }]);
      expect(shown).to.deep.equal(['note output of a kind not known here: hologram true']);
      expect([...unknown]).to.deep.equal([['hologram', 2]]);
    });
  });
}

describe('resume lines of all engines', () => {
  it('are read by their own engine only', () => {
    const profiles = [codexProfile(undefined), ...CASES.map(({ make }) => make())];
    for (const { id, resumeLine } of CASES.map(({ make, resumeLine }) => ({ id: make().manifest.id, resumeLine }))) {
      const readers = profiles.filter((profile) => profile.parseResumeLine(resumeLine) !== null);
      expect(readers.map((profile) => profile.manifest.id)).to.deep.equal([id]);
    }
  });

  it('are read in the other forms that the programs take', () => {
    expect(opencodeProfile(undefined).parseResumeLine('opencode run -s ses_1')).to.equal('ses_1');
    expect(piProfile(undefined).parseResumeLine('pi --session "/my files/a b.jsonl"')).to.equal('/my files/a b.jsonl');
    const token = { engine: 'pi', value: '/my files/a.jsonl', directory: null };
    expect(piProfile(undefined).resumeLine(token)).to.equal('pi --session "/my files/a.jsonl"');
  });
});

describe('the keys that only one engine has', () => {
  it('take effect', () => {
    const extra = (more: object) => table({ extra: { ...more } });
    expect(launchOf(piProfile(extra({ provider: 'acme' }))).args).to.include.members(['--provider', 'acme']);
    expect(launchOf(geminiProfile(extra({ skip_trust: false }))).args).to.not.include('--skip-trust');
    expect(launchOf(ampProfile(extra({ mode: 'high' }))).args).to.include('--mode=high');
    expect(launchOf(ampProfile(extra({ dangerously_allow_all: true }))).args).to.include('--dangerously-allow-all');
    const streamed = launchOf(ampProfile(extra({ stream_json_input: true })), { prompt: 'say "x"' });
    expect(streamed.args).to.include('--stream-json-input');
    expect(JSON.parse(streamed.stdin ?? '')).to.deep.equal({
      type: 'user',
      message: { role: 'user', content: [{ type: 'text', text: 'say "x"' }] },
    });
  });
});

describe('an effort where there is none to choose', () => {
  it('is named and ignored', () => {
    const { options } = orderOf();
    const more = { options: { ...options, effort: 'high' } };
    const init = { type: 'init', session_id: 'a', model: 'm' };
    expect(translated(geminiProfile(undefined), [init], more).shown[0]).to.include('high is ignored');
    const amp = { type: 'system', subtype: 'init', session_id: 'T-1' };
    expect(translated(ampProfile(undefined), [amp], more).shown[0]).to.include('high is ignored');
  });
});

describe('exits that say what they mean', () => {
  it('are understood', () => {
    expect(geminiProfile(undefined).explain('', 41)).to.equal('authentication');
    expect(geminiProfile(undefined).explain('Error resuming session: Invalid session identifier', 42)).to.equal(
      'session-unknown',
    );
    expect(geminiProfile(undefined).explain('', 55)).to.equal('bad-usage');
    expect(piProfile(undefined).explain('No session found matching x', 1)).to.equal('session-unknown');
    expect(opencodeProfile(undefined).explain('Error: Session not found', 1)).to.equal('session-unknown');
    expect(ampProfile(undefined).explain('No API key found. Starting login flow...', null)).to.equal('authentication');
  });
});
