import type { MultipartForm } from '../../../src/application/ports/http/outbound.js';
import type { FakeAnswer } from '../../support/fakes/fake-outbound.js';
import { spoken } from '../../support/voice/voice-message.js';
import { overlay, type Tree } from '../document.js';
import type { LiveStage } from '../live-stage.js';
import { type Proof, type Proofs, under } from '../proof.js';

const SERVERS = ['one.test', 'two.test'] as const;

/** Two servers that understand whatever is said, and a program. */
const before: NonNullable<Proof['before']> = ({ world }) => {
  for (const host of SERVERS) {
    world.outbound.serve(host, (): FakeAnswer => ({ body: Buffer.from('{"text":"said to a server"}') }));
  }
  world.programs.install('listen', () => 'said to a program');
};

const listening = (more: Tree = {}): Tree => ({
  transports: {
    telegram: overlay({ voice_transcription: true, voice_transcription_base_url: 'http://one.test/v1' }, more),
  },
});

/** Says something, and looks at what was asked of servers because of it. */
const asked =
  (look: (form: MultipartForm, url: URL, headers: Readonly<Record<string, string>>) => unknown) =>
  async (stage: LiveStage): Promise<unknown> => {
    const known = stage.world.outbound.sent.length;
    await stage.ask('', spoken(stage.world));
    const request = stage.world.outbound.sent[known];
    return request === undefined ? null : look(request.body as MultipartForm, new URL(request.url), request.headers);
  };

/** What an agent is told of what was said. */
const prompted =
  (seconds = 2, bytes = 1_000) =>
  async (stage: LiveStage): Promise<string | undefined> =>
    (await stage.ask('', spoken(stage.world, { seconds, bytes })))[0]?.prompt;

/** The same where files are written meanwhile, which take as long as the machine takes. */
const promptedInTheEnd = async (stage: LiveStage): Promise<string | undefined> => {
  const { orders } = stage.world.engine;
  const known = orders.length;
  await stage.app.say('', spoken(stage.world));
  await stage.wait(() => orders.length > known);
  return orders[known]?.prompt;
};

/** The messages about what was said that begin with a microphone. */
const echoes = async (stage: LiveStage): Promise<number> => {
  const told = await stage.newMessages('said', () => stage.app.say('', spoken(stage.world)));
  return told.filter(({ text }) => text.startsWith('🎙')).length;
};

const [BY_SERVER, BY_PROGRAM] = ['(voice transcribed) said to a server', '(voice transcribed) said to a program'];

const proven: Proofs = {
  voice_transcription: { from: false, to: true, see: prompted(), shows: [undefined, BY_SERVER] },
  voice_max_bytes: { to: 999, see: prompted(), shows: [BY_SERVER, undefined] },
  voice_transcription_model: {
    to: 'whisper-1',
    see: asked(({ fields }) => fields['model']),
    shows: ['gpt-4o-mini-transcribe', 'whisper-1'],
  },
  voice_transcription_base_url: {
    from: 'http://one.test/v1',
    to: 'http://two.test/v1',
    see: asked((_, { host }) => host),
    shows: SERVERS,
  },
  voice_transcription_api_key: {
    from: 'first-key-of-nobody',
    to: 'second-key-of-nobody',
    see: asked((_form, _url, { authorization }) => authorization),
    shows: ['Bearer first-key-of-nobody', 'Bearer second-key-of-nobody'],
  },
  voice_transcription_language: {
    to: 'de',
    see: asked(({ fields }) => fields['language'] ?? 'any'),
    shows: ['any', 'de'],
  },
  voice_show_transcription: { to: false, see: echoes, shows: [1, 0] },
  voice_transcription_url_allowlist: {
    before: (here) => {
      here.world.outbound.serve('one.test', () => ({ body: Buffer.from('{"text":"said to a server"}') }), '10.0.0.9');
    },
    to: ['10.0.0.0/8'],
    see: prompted(),
    shows: [undefined, BY_SERVER],
  },
  voice_transcription_command: { to: ['listen', '{file}'], see: promptedInTheEnd, shows: [BY_SERVER, BY_PROGRAM] },
  voice_confirm: { to: 'long', see: prompted(31), shows: [BY_SERVER, undefined] },
  voice_timeout_s: {
    before: ({ world }) => world.outbound.serve('one.test', () => 'silence'),
    from: 5,
    to: 10,
    see: async (stage) => {
      const [told] = await stage.newMessages('notice', async () => {
        await stage.app.say('', spoken(stage.world));
        await stage.pass(10_000);
      });
      return /longer than (\d+) s/.exec(told?.text ?? '')?.[1];
    },
    shows: ['5', '10'],
  },
};

/** The keys of `[transports.telegram]` that begin with `voice_`. */
export const voiceProofs: Proofs = under(
  'transports.telegram',
  Object.fromEntries(Object.entries(proven).map(([key, proof]) => [key, { before, ...proof }])),
  listening(),
);
