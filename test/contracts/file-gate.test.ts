import { BotCalls } from '../../src/adapters/telegram/calls/bot-calls.js';
import { FileCalls } from '../../src/adapters/telegram/calls/file-calls.js';
import { Secret } from '../../src/domain/secret.js';
import { FakeFileGate } from '../support/fakes/fake-file-gate.js';
import { FakeTime } from '../support/fakes/fake-time.js';
import { TelegramServer } from '../support/telegram-server/telegram-server.js';
import { describeFileGate } from './file-gate.contract.js';

const TOKEN = '4000:AAgate';

describeFileGate('the fake', async () => {
  const gate = new FakeFileGate();
  return {
    gate,
    put: (content) => {
      const fileId = `file-${gate.files.size}`;
      gate.files.set(fileId, new TextEncoder().encode(content));
      return fileId;
    },
    cut: (fileId) => void gate.broken.set(fileId, { kind: 'unavailable', reason: 'the download broke off' }),
  };
});

describeFileGate('Telegram', async () => {
  const time = new FakeTime();
  const server = new TelegramServer({ now: () => time.now() });
  server.addBot(TOKEN);
  const bot = { token: new Secret(TOKEN), apiUrl: 'http://telegram.test' };
  const calls = new BotCalls(bot, time, { fetch: server.fetch, ended: () => undefined });
  return {
    gate: new FileCalls(bot, { calls, alarm: time, fetch: server.fetch }),
    put: (content) => server.world.files.add({ content }).fileId,
    cut: () => void server.faults.next('download', { kind: 'cut' }),
  };
});
