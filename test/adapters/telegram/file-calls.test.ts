import { expect } from 'chai';
import { BotCalls } from '../../../src/adapters/telegram/calls/bot-calls.js';
import { FileCalls } from '../../../src/adapters/telegram/calls/file-calls.js';
import { fetchFile } from '../../../src/application/chat/files/fetch-file.js';
import { StopSource } from '../../../src/domain/ports/stop-signal.js';
import { fail } from '../../../src/domain/result.js';
import { Secret } from '../../../src/domain/secret.js';
import { fetched } from '../../contracts/file-gate.contract.js';
import { FakeTime, settled } from '../../support/fakes/fake-time.js';
import { flood, serverError } from '../../support/telegram-server/faults.js';
import { TelegramServer } from '../../support/telegram-server/telegram-server.js';

const TOKEN = '4000:AAbot-token_of-files';
const MEGABYTE = 1_024 * 1_024;

function rig(url?: string) {
  const time = new FakeTime();
  const server = new TelegramServer({ now: () => time.now() });
  server.addBot(TOKEN);
  const transport = url === undefined ? server.fetch : fetch;
  const bot = { token: new Secret(TOKEN), apiUrl: `${url ?? 'http://telegram.test'}/` };
  const calls = new BotCalls(bot, time, { fetch: transport, ended: () => undefined });
  const gate = new FileCalls(bot, { calls, alarm: time, fetch: transport });
  const put = (content: string | number) => server.world.files.add({ content }).fileId;
  const downloads = () => server.calls.filter(({ method }) => method === 'download').length;
  return { time, server, gate, put, downloads };
}

describe('fetching files from Telegram', () => {
  it('asks for nothing that is known to be too large', async () => {
    const { gate, put, downloads } = rig();
    expect(await fetched(gate, put(21 * MEGABYTE), 30 * MEGABYTE)).to.include({ kind: 'too-large' });
    expect(await fetched(gate, put(2 * MEGABYTE), MEGABYTE)).to.include({ kind: 'too-large' });
    expect(downloads()).to.equal(0);
  });

  it('counts for itself, whatever it was told', async () => {
    const { server, gate, put } = rig();
    server.faults.next('getFile', { kind: 'twist', change: (file) => ({ ...Object(file), file_size: 3 }) });
    expect(await fetched(gate, put(5_000), 1_000)).to.deep.equal({ kind: 'too-large', maxBytes: 1_000 });
    server.faults.next('getFile', { kind: 'twist', change: (file) => ({ ...Object(file), file_size: 700 }) });
    expect(await fetched(gate, put('short'), 1_000)).to.include({ kind: 'unavailable' });
  });

  for (const path of ['/var/lib/telegram/file_1', 'C:\\files\\file_1']) {
    it(`takes no path on the disk of the Bot API server: ${path}`, async () => {
      const { server, gate, put, downloads } = rig();
      server.faults.next('getFile', { kind: 'twist', change: (file) => ({ ...Object(file), file_path: path }) });
      expect(await fetched(gate, put('x'))).to.deep.equal({ kind: 'local-path' });
      expect(downloads()).to.equal(0);
    });
  }

  for (const path of ['../getMe', 'a/../../b', 'a//b', 'a/./b', 'a\\..\\b', 'a/\u0000', 'a/\ud800']) {
    it(`goes nowhere else: ${JSON.stringify(path)}`, async () => {
      const { server, gate, put, downloads } = rig();
      server.faults.next('getFile', { kind: 'twist', change: (file) => ({ ...Object(file), file_path: path }) });
      expect(await fetched(gate, put('x'))).to.include({ kind: 'refused' });
      expect(downloads()).to.equal(0);
    });
  }

  it('keeps signs of addresses in a path', async () => {
    const { server, gate, put } = rig();
    server.faults.next('getFile', { kind: 'twist', change: (file) => ({ ...Object(file), file_path: 'a?b#c/%2e' }) });
    await fetched(gate, put('x'));
    expect(server.calls.at(-1)?.parameters).to.deep.equal({ path: 'a%3Fb%23c/%2e' });
  });

  it('says what may work later, and what will not', async () => {
    const { server, gate, put } = rig();
    const fileId = put('x');
    server.faults.next('getFile', flood(7));
    expect(await fetched(gate, fileId)).to.deep.equal({ kind: 'flood', retryAfterMs: 7_000 });
    server.faults.next('getFile', serverError());
    expect(await fetched(gate, fileId)).to.include({ kind: 'unavailable' });
    for (const [status, kind] of [
      [404, 'refused'],
      [302, 'refused'],
      [502, 'unavailable'],
      [429, 'flood'],
    ] as const) {
      server.faults.next('download', { kind: 'page', status, body: '' });
      expect(await fetched(gate, fileId), `${status}`).to.include({ kind });
    }
    server.faults.next('download', { kind: 'reset' });
    expect(await fetched(gate, fileId)).to.include({ kind: 'unavailable' });
  });

  it('waits for silence, but not for ever', async () => {
    for (const kind of ['hang', 'stall'] as const) {
      const { time, server, gate, put } = rig();
      server.faults.next('download', { kind });
      const reading = fetched(gate, put('what is in it'));
      await settled();
      await time.advance(31_000);
      expect(await reading, kind).to.deep.equal({ kind: 'unavailable', reason: 'nothing came for 30000 ms' });
    }
  });

  it('ends in the middle when it is not wanted any more, or closed', async () => {
    for (const end of ['stop', 'close'] as const) {
      const { server, gate, put } = rig();
      const stop = new StopSource();
      server.faults.next('download', { kind: 'stall' });
      const reading = fetched(gate, put('what is in it'), 1_000, stop.signal);
      await settled();
      if (end === 'stop') stop.stop();
      else gate.close();
      expect(await reading, end).to.deep.equal({ kind: 'stopped' });
    }
  });

  it('is let go of by whoever can take nothing of it', async () => {
    const { time, server, gate, put } = rig();
    server.faults.next('download', { kind: 'stall' });
    const tools = { alarm: time, stop: new StopSource().signal };
    const full = { kind: 'disk-full', path: '/staging' } as const;
    const wanted = { fileId: put('what is in it'), maxBytes: 1_000, take: async () => fail(full) };
    expect(await fetchFile(gate, wanted, tools)).to.deep.equal(fail(full));
    expect(time.pending).to.equal(0);
  });

  it('shows the token nowhere', async () => {
    const { server, gate, put } = rig();
    const fileId = put('x');
    const said: unknown[] = [];
    for (const kind of ['reset', 'cut', 'hang', 'stall'] as const) {
      server.faults.next('download', { kind });
      const stop = new StopSource();
      const reading = fetched(gate, fileId, 1_000, stop.signal);
      await settled();
      stop.stop();
      said.push(await reading);
    }
    server.faults.next('getFile', { kind: 'answer', code: 400, description: `no bot${TOKEN}` });
    said.push(await fetched(gate, fileId));
    expect(JSON.stringify(said)).not.to.include('AAbot');
  });
});

describe('fetching files over sockets', () => {
  it('reads whole files, and notices those that are cut', async () => {
    const shelf = new TelegramServer();
    shelf.addBot(TOKEN);
    await shelf.start();
    try {
      const { gate } = rig(shelf.url);
      const { fileId } = shelf.world.files.add({ content: 3 * MEGABYTE });
      expect(await fetched(gate, fileId, 3 * MEGABYTE)).to.have.length(3 * MEGABYTE);
      shelf.faults.next('download', { kind: 'cut' });
      expect(await fetched(gate, fileId, 3 * MEGABYTE)).to.include({ kind: 'unavailable' });
      shelf.faults.next('download', { kind: 'reset' });
      expect(await fetched(gate, fileId, 3 * MEGABYTE)).to.include({ kind: 'unavailable' });
    } finally {
      await shelf.stop();
    }
  });
});
