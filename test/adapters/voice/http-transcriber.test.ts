import { expect } from 'chai';
import { UndiciOutbound } from '../../../src/adapters/net/undici-outbound.js';
import { SystemAlarm } from '../../../src/adapters/system/system-alarm.js';
import { SystemClock } from '../../../src/adapters/system/system-clock.js';
import { HttpTranscriber } from '../../../src/adapters/voice/http-transcriber.js';
import type { VoiceSettings } from '../../../src/application/values/config/chat-settings.js';
import { StopSource } from '../../../src/domain/ports/stop-signal.js';
import { Secret } from '../../../src/domain/secret.js';
import { appConfig } from '../../support/builders/app-config.js';
import { FakeOutbound } from '../../support/fakes/fake-outbound.js';
import { FakeTime, settled } from '../../support/fakes/fake-time.js';
import { TranscriptionServer } from '../../support/voice/transcription-server.js';
import { SAID, VOICE_NOTE } from '../../support/voice/voice-note.js';

const NOTE = { kind: 'voice', bytes: VOICE_NOTE } as const;
const NEVER = new StopSource().signal;

function voice(change: Partial<VoiceSettings>): VoiceSettings {
  return {
    ...appConfig().telegram.voice,
    urlAllowlist: ['127.0.0.0/8'],
    apiKey: new Secret('sk-of-the-file'),
    ...change,
  };
}

describe('transcribing by a server', () => {
  describe('over sockets', () => {
    const clock = new SystemClock();
    const alarm = new SystemAlarm(clock);
    after(() => alarm.close());
    const listener = (key: Secret | null = null) =>
      new HttpTranscriber({ outbound: new UndiciOutbound({ alarm }), alarm, clock, key });

    it('sends the recording as it is, and gives what was said', async () => {
      await using server = await TranscriptionServer.open({ text: ` ${SAID}\n` });
      const settings = voice({ baseUrl: `${server.baseUrl}/`, model: 'whisper-1', language: 'en' });
      expect(await listener().transcribe(NOTE, settings, NEVER)).to.deep.equal({ ok: true, value: SAID });
      const [asked] = server.asked;
      expect(asked).to.include({ path: '/v1/audio/transcriptions', key: 'Bearer sk-of-the-file' });
      expect(asked?.fields).to.deep.equal({ model: 'whisper-1', response_format: 'json', language: 'en' });
      expect(asked?.file).to.deep.include({ name: 'voice.ogg', mime: 'audio/ogg' });
      expect(Buffer.compare(asked?.file.bytes ?? new Uint8Array(), VOICE_NOTE)).to.equal(0);
    });

    it('takes the key of the environment where the file has none, and none where there is none', async () => {
      await using server = await TranscriptionServer.open({ text: SAID });
      const settings = voice({ baseUrl: server.baseUrl, apiKey: null });
      await listener(new Secret('sk-of-the-world')).transcribe(NOTE, settings, NEVER);
      await listener().transcribe(NOTE, settings, NEVER);
      expect(server.asked.map(({ key }) => key)).to.deep.equal(['Bearer sk-of-the-world', undefined]);
    });

    it('reaches no private server that is not allowed', async () => {
      await using server = await TranscriptionServer.open({ text: SAID });
      const heard = await listener().transcribe(NOTE, voice({ baseUrl: server.baseUrl, urlAllowlist: [] }), NEVER);
      const problem = { kind: 'forbidden-address', host: '127.0.0.1', address: '127.0.0.1' };
      expect(heard).to.deep.equal({ ok: false, problem });
      expect(server.asked).to.deep.equal([]);
    });

    it('names recordings by what they are', async () => {
      await using server = await TranscriptionServer.open({ text: SAID });
      const settings = voice({ baseUrl: server.baseUrl });
      const bytes = new Uint8Array([1, 2]);
      await listener().transcribe({ kind: 'video-note', bytes }, settings, NEVER);
      await listener().transcribe({ kind: 'audio', bytes, name: 'a"\r\nb.m4a', mime: 'audio/mp4' }, settings, NEVER);
      const names = server.asked.map(({ file }) => [file.name, file.mime]);
      expect(names[0]).to.deep.equal(['video-note.mp4', 'video/mp4']);
      expect(names[1]?.[0]).to.match(/\.m4a$/);
      expect(Object.keys(server.asked[1]?.fields ?? {})).to.deep.equal(['model', 'response_format']);
    });
  });

  describe('on a fake clock', () => {
    const start = () => {
      const time = new FakeTime();
      const outbound = new FakeOutbound(time);
      const listener = new HttpTranscriber({ outbound, alarm: time, clock: time, key: null });
      return { time, outbound, listener };
    };
    const json = (value: unknown) => Buffer.from(JSON.stringify(value));

    it('tries again what the network or a busy server refused, four times', async () => {
      const { time, outbound, listener } = start();
      const answers = [{ code: 'ECONNRESET' }, { status: 503 }, { status: 429 }, { code: 'ECONNREFUSED' }];
      outbound.serve('ears.example', () => answers.shift() ?? { body: json({ text: SAID }) });
      const heard = listener.transcribe(NOTE, voice({ baseUrl: 'https://ears.example' }), NEVER);
      for (const ms of [1_000, 2_000, 4_000, 8_000]) {
        await settled();
        await time.advance(ms);
      }
      expect(await heard).to.deep.equal({ ok: true, value: SAID });
      expect(outbound.sent).to.have.length(5);
    });

    it('gives up after that, or when its time is over', async () => {
      const { time, outbound, listener } = start();
      outbound.serve('ears.example', () => ({ code: 'ECONNREFUSED' }));
      const unreachable = { ok: false, problem: { kind: 'unreachable', host: 'ears.example', code: 'ECONNREFUSED' } };
      const first = listener.transcribe(NOTE, voice({ baseUrl: 'https://ears.example' }), NEVER);
      for (let second = 0; second < 20; second++) await time.advance(1_000);
      expect(await first).to.deep.equal(unreachable);
      expect(outbound.sent).to.have.length(5);
      const hurried = listener.transcribe(NOTE, voice({ baseUrl: 'https://ears.example', timeoutMs: 2_000 }), NEVER);
      for (let second = 0; second < 3; second++) await time.advance(1_000);
      expect(await hurried).to.deep.equal(unreachable);
      expect(outbound.sent).to.have.length(7);
    });

    it('waits no longer than it may, and not at all once it is stopped', async () => {
      const { time, outbound, listener } = start();
      outbound.serve('ears.example', () => 'silence');
      const settings = voice({ baseUrl: 'https://ears.example', timeoutMs: 5_000 });
      const late = listener.transcribe(NOTE, settings, NEVER);
      await settled();
      await time.advance(5_000);
      const problem = { kind: 'timeout', who: 'ears.example', timeoutMs: 5_000 };
      expect(await late).to.deep.equal({ ok: false, problem });
      const stop = new StopSource();
      const stopped = listener.transcribe(NOTE, settings, stop.signal);
      await settled();
      stop.stop();
      expect(await stopped).to.deep.equal({ ok: false, problem: { kind: 'stopped' } });
    });

    const refusals = [
      [
        { status: 401, body: json({ error: { message: 'Incorrect API key provided: sk-of-the-file' } }) },
        { kind: 'wrong-key', host: 'ears.example' },
      ],
      [
        { status: 404, body: json({ error: { message: 'no model "x" for sk-of-the-file' } }) },
        { kind: 'refused', host: 'ears.example', status: 404, said: 'no model "x" for [secret]' },
      ],
      [
        { status: 302, headers: { location: 'http://10.0.0.1/' } },
        { kind: 'refused', host: 'ears.example', status: 302, said: null },
      ],
      [{ body: Buffer.from('<html>') }, { kind: 'unreadable-answer', host: 'ears.example' }],
      [{ body: json({ text: 7 }) }, { kind: 'unreadable-answer', host: 'ears.example' }],
      [{ body: json({ text: ' \n' }) }, { kind: 'nothing-said' }],
    ] as const;
    for (const [answer, problem] of refusals) {
      it(`says that it is ${problem.kind} (${'status' in answer ? answer.status : 200})`, async () => {
        const { outbound, listener } = start();
        outbound.serve('ears.example', () => answer);
        const heard = await listener.transcribe(NOTE, voice({ baseUrl: 'https://ears.example/v1' }), NEVER);
        expect(heard).to.deep.equal({ ok: false, problem });
        expect(JSON.stringify(heard)).not.to.include('sk-of-the-file');
        expect(outbound.sent).to.have.length(1);
      });
    }

    it('asks nobody without a key and without a server', async () => {
      const { listener } = start();
      const heard = await listener.transcribe(NOTE, voice({ apiKey: null, baseUrl: null }), NEVER);
      expect(heard).to.deep.equal({ ok: false, problem: { kind: 'no-key' } });
    });
  });
});
