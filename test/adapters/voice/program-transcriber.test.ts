import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { GroupProgramRunner } from '../../../src/adapters/engines/process/group-program-runner.js';
import { NodeLoopTurns } from '../../../src/adapters/system/node-loop-turns.js';
import { RandomTokenSource } from '../../../src/adapters/system/random-token-source.js';
import { SystemAlarm } from '../../../src/adapters/system/system-alarm.js';
import { SystemClock } from '../../../src/adapters/system/system-clock.js';
import { ProgramTranscriber } from '../../../src/adapters/voice/program-transcriber.js';
import { RecordingFolder } from '../../../src/adapters/voice/recording-folder.js';
import type { Recording } from '../../../src/application/ports/voice/transcriber.js';
import type { VoiceSettings } from '../../../src/application/values/config/chat-settings.js';
import { StopSource } from '../../../src/domain/ports/stop-signal.js';
import { appConfig } from '../../support/builders/app-config.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';
import { listeningProgram } from '../../support/voice/listening-program.js';
import { SAID, VOICE_NOTE } from '../../support/voice/voice-note.js';

const NOTE: Recording = { kind: 'voice', bytes: VOICE_NOTE };
const NEVER = new StopSource().signal;

describe('transcribing by a program', () => {
  const alarm = new SystemAlarm(new SystemClock());
  after(() => alarm.close());

  /** A listener over a directory of its own, and how what is said is asked of it. */
  async function listener(directory: string, environment: Record<string, string> = {}) {
    const folder = join(directory, 'voice');
    const seen = { PATH: process.env['PATH'] ?? '', ...environment };
    const transcriber = new ProgramTranscriber(
      new GroupProgramRunner(() => seen, alarm),
      new RecordingFolder(folder, new RandomTokenSource(), new NodeLoopTurns()),
    );
    const hear = (change: Partial<VoiceSettings>, recording = NOTE, stop = NEVER) =>
      transcriber.transcribe(recording, { ...appConfig().telegram.voice, ...change }, stop);
    return { hear, left: () => readdir(folder) };
  }

  it('gives the note as WAV of 16 kHz, and takes what is printed', async () => {
    await using directory = await temporaryDirectory();
    const { hear, left } = await listener(directory.path, { OF_OURS: 'yes' });
    const program = await listeningProgram(directory.path, `[00:00:00.000 --> 00:00:02.000]  ${SAID}\n`);
    expect(await hear({ command: program.command, language: 'en' })).to.deep.equal({ ok: true, value: SAID });
    const wav = await readFile(program.got);
    expect(wav.subarray(0, 4).toString('latin1')).to.equal('RIFF');
    expect(wav.subarray(8, 16).toString('latin1')).to.equal('WAVEfmt ');
    expect([wav.readUInt16LE(20), wav.readUInt16LE(22), wav.readUInt32LE(24), wav.readUInt16LE(34)]).to.deep.equal([
      1, 1, 16_000, 16,
    ]);
    expect(wav.readUInt32LE(4)).to.equal(wav.length - 8);
    expect(wav.readUInt32LE(40)).to.equal(wav.length - 44);
    expect((wav.length - 44) / 32_000).to.be.within(1.5, 3);
    expect(loudness(wav.subarray(44))).to.be.greaterThan(500);
    expect((await readFile(program.told, 'utf8')).split('\n')).to.include.members(['en', 'OF_OURS']);
    expect(await left()).to.deep.equal([]);
  });

  it('says “auto” where no language is set, and gives the note as it came where that is asked for', async () => {
    await using directory = await temporaryDirectory();
    const { hear } = await listener(directory.path);
    const { command, got, told } = await listeningProgram(directory.path, SAID);
    const [shell = '', script = ''] = command;
    expect(await hear({ command: [shell, script, '{file}', '--language={language}'] })).to.have.property('ok', true);
    expect(Buffer.compare(await readFile(got), VOICE_NOTE)).to.equal(0);
    expect(await readFile(told, 'utf8')).to.match(/^--language=auto\n/);
  });

  it('makes WAV of nothing but Opus, and gives WAV as it is', async () => {
    await using directory = await temporaryDirectory();
    const { hear, left } = await listener(directory.path);
    const { command } = await listeningProgram(directory.path, SAID);
    const head = Buffer.concat([VOICE_NOTE.subarray(0, 200), Buffer.alloc(3_000, 0xee)]);
    const noise = [Buffer.alloc(0), Buffer.from('ID3 and more'), Buffer.alloc(5_000, 7), head];
    for (const bytes of noise) {
      const heard = await hear({ command }, { kind: 'audio', bytes, name: 'x.mp3' });
      expect(heard).to.deep.equal({ ok: false, problem: { kind: 'not-opus' } });
    }
    const wav = Buffer.concat([Buffer.from('RIFF\0\0\0\0WAVEfmt ', 'latin1'), Buffer.alloc(40)]);
    expect(await hear({ command }, { kind: 'audio', bytes: wav })).to.deep.equal({ ok: true, value: SAID });
    expect(await left()).to.deep.equal([]);
  });

  it('tells what a program says of its failure', async () => {
    await using directory = await temporaryDirectory();
    const { hear } = await listener(directory.path);
    const missing = await hear({ command: ['no-such-whisper', '{wav}'] });
    expect(missing).to.deep.equal({ ok: false, problem: { kind: 'no-program', program: 'no-such-whisper' } });
    const failing = await hear({ command: ['sh', '-c', 'echo no model >&2; exit 3', '{wav}'] });
    const problem = { kind: 'program-failed', program: 'sh', exitCode: 3, said: 'no model' };
    expect(failing).to.deep.equal({ ok: false, problem });
    const silent = await hear({ command: ['sh', '-c', 'echo; echo loaded >&2', '{wav}'] });
    expect(silent).to.deep.equal({ ok: false, problem: { kind: 'nothing-said' } });
  });

  it('kills a program that takes too long, or that is not wanted any more, with all that it began', async () => {
    await using directory = await temporaryDirectory();
    const { hear, left } = await listener(directory.path);
    const pids = join(directory.path, 'pids');
    const script = `sleep 600 & echo $! $$ > '${pids}'; wait`;
    const late = await hear({ command: ['sh', '-c', script, '{wav}'], timeoutMs: 1_000 });
    expect(late).to.deep.equal({ ok: false, problem: { kind: 'timeout', who: 'sh', timeoutMs: 1_000 } });
    for (const pid of (await readFile(pids, 'utf8')).trim().split(' ')) await gone(Number(pid));
    const stop = new StopSource();
    const stopped = hear({ command: ['sh', '-c', script, '{wav}'] }, NOTE, stop.signal);
    stop.stop();
    expect(await stopped).to.deep.equal({ ok: false, problem: { kind: 'stopped' } });
    expect(await left()).to.deep.equal([]);
  });

  it('leaves nothing running that a program began and did not wait for', async () => {
    await using directory = await temporaryDirectory();
    const { hear } = await listener(directory.path);
    const pid = join(directory.path, 'pid');
    await hear({ command: ['sh', '-c', `sleep 600 >/dev/null 2>&1 & echo $! > '${pid}'; echo said`, '{wav}'] });
    await gone(Number(await readFile(pid, 'utf8')));
  });

  it('keeps little of what is printed', async () => {
    await using directory = await temporaryDirectory();
    const { hear } = await listener(directory.path);
    const heard = await hear({ command: ['sh', '-c', 'head -c 50000000 /dev/zero | tr "\\0" x', '{wav}'] });
    expect(heard.ok && heard.value.length).to.equal(1024 * 1024);
  });
});

/** The mean size of samples of 16 bits. */
function loudness(pcm: Buffer): number {
  let sum = 0;
  for (let at = 0; at + 1 < pcm.length; at += 2) sum += Math.abs(pcm.readInt16LE(at));
  return sum / (pcm.length / 2);
}

/** Resolves when there is no such process, or only what is left of one. */
async function gone(pid: number): Promise<void> {
  for (;;) {
    const status = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => null);
    if (status === null || /\) Z /.test(status)) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
