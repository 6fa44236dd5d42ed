import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { expectNoLeaks } from '../support/leaks.js';
import type { LoggedMessage } from '../support/telegram-server/chat-log.js';
import { listeningProgram } from '../support/voice/listening-program.js';
import { TranscriptionServer } from '../support/voice/transcription-server.js';
import { VOICE_NOTE } from '../support/voice/voice-note.js';
import { ADA, Rig } from './rig.js';

const KEY = 'sk-of-nobody-0123456789abcdef';

function configure(rig: Rig, keys: string): Promise<void> {
  const more = `session_mode = "chat"\nvoice_transcription = true\n${keys}`;
  return rig.configure(rig.config().replace('session_mode = "chat"', more));
}

function byServer({ baseUrl }: TranscriptionServer, more = ''): string {
  return `voice_transcription_base_url = "${baseUrl}"
voice_transcription_url_allowlist = ["127.0.0.1"]
${more}`;
}

function speak(rig: Rig): LoggedMessage {
  return rig.server.sendFile(ADA, ADA, { file: { content: VOICE_NOTE, mime: 'audio/ogg' }, kind: 'voice' });
}

const shown = (rig: Rig, text: string) =>
  rig.until(text, () => rig.bots().find(({ now, deletedAtMs }) => deletedAtMs === null && now.text.includes(text)));

describe('a voice note', () => {
  expectNoLeaks();

  it('goes to a server with the key of the environment, which nobody else gets to see', async () => {
    await using server = await TranscriptionServer.open({ text: '[[say:heard by a server]]' });
    await using rig = await Rig.open();
    rig.environment = { OPENAI_API_KEY: KEY };
    await configure(rig, byServer(server));
    await rig.start();
    speak(rig);
    const echo = await shown(rig, '🎙');
    const answer = await rig.until('the answer', () => rig.bots().find(({ now }) => now.text.startsWith('heard by')));
    expect(answer.replyTo).to.equal(echo.messageId);
    expect(server.asked.map(({ key }) => key)).to.deep.equal([`Bearer ${KEY}`]);
    expect(Buffer.compare(server.asked[0]?.file.bytes ?? new Uint8Array(), VOICE_NOTE)).to.equal(0);
    expect(rig.output + JSON.stringify(rig.bots())).not.to.include(KEY);
  });

  it('goes to a program as WAV, and leaves nothing on disk', async () => {
    await using rig = await Rig.open();
    const program = await listeningProgram(rig.directory, '[[say:heard by a program]]');
    await configure(rig, `voice_transcription_command = ${JSON.stringify(program.command)}`);
    rig.environment = { OPENAI_API_KEY: KEY, SECRET_OF_ADA: 'x' };
    await rig.start();
    speak(rig);
    await rig.until('the answer', () => rig.bots().find(({ now }) => now.text.startsWith('heard by a program')));
    expect((await readFile(program.got)).subarray(8, 12).toString('latin1')).to.equal('WAVE');
    const told = (await readFile(program.told, 'utf8')).split('\n');
    expect(told).to.include('PATH').and.not.include.members(['OPENAI_API_KEY', 'SECRET_OF_ADA']);
    expect(await readdir(join(rig.directory, 'state', 'voice'))).to.deep.equal([]);
  });

  it('is listened to once, also where the program is killed when it has understood', async () => {
    await using server = await TranscriptionServer.open({ text: '[[say:understood before]]' });
    await using rig = await Rig.open();
    await configure(rig, byServer(server, 'voice_confirm = "always"'));
    const first = await rig.start();
    speak(rig);
    const question = await shown(rig, 'I understood');
    first.kill('SIGKILL');
    await rig.ended(first);
    await rig.start();
    rig.server.press(ADA, question.messageId, 0);
    await rig.until('the answer', () => rig.bots().find(({ now }) => now.text.startsWith('understood before')));
    expect(server.asked).to.have.length(1);
  });

  it('is listened to again where the program was killed before', async () => {
    await using server = await TranscriptionServer.open('silence', { text: '[[say:understood at last]]' });
    await using rig = await Rig.open();
    await configure(rig, byServer(server));
    const first = await rig.start();
    speak(rig);
    await server.reached(1);
    first.kill('SIGKILL');
    await rig.ended(first);
    await rig.start();
    const answers = () => rig.bots().filter(({ now }) => now.text.startsWith('understood at last'));
    await rig.until('the answer', () => answers()[0]);
    expect(server.asked).to.have.length(2);
    expect(answers()).to.have.length(1);
  });

  it('ends with the program, whose children go with it', async () => {
    await using rig = await Rig.open();
    const program = await listeningProgram(rig.directory, 'never', 'sleep 600');
    await configure(rig, `voice_transcription_command = ${JSON.stringify(program.command)}`);
    const running = await rig.start();
    speak(rig);
    await rig.until('the program', () => rig.server.calls.find(({ method }) => method === 'getFile'));
    running.kill('SIGTERM');
    expect(await rig.ended(running)).to.equal(0);
    expect(await rig.processesLeft()).to.deep.equal([]);
  });
});
