import { expect } from 'chai';
import { PinoJournal } from '../../../src/adapters/journal/pino-journal.js';
import { FakeTime } from '../../support/fakes/fake-time.js';
import { LineSink } from '../../support/line-sink.js';

function begin(level: 'debug' | 'info' = 'info') {
  const time = new FakeTime();
  const sink = new LineSink();
  const journal = new PinoJournal({ level, format: 'json' }, { clock: time, stream: sink });
  const lines = () => {
    journal.flush();
    return sink.lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  };
  return { time, journal, lines };
}

const cut = { name: 'telegram.send-given-up', level: 'error', data: { chat: 7, reason: 'no network' } } as const;

describe('lines that repeat each other', () => {
  it('are written once in five minutes, and then with their number', async () => {
    const { time, journal, lines } = begin();
    for (let n = 0; n < 98; n++) journal.record({ ...cut, data: { ...cut.data, waitedMs: n, failures: n } });
    expect(lines()).to.have.length(1);
    await time.advance(5 * 60_000);
    journal.record(cut);
    expect(lines().map(({ repeated }) => repeated)).to.deep.equal([undefined, 97]);
  });

  it('are all there at level debug', () => {
    const { journal, lines } = begin('debug');
    for (let n = 0; n < 3; n++) journal.record(cut);
    expect(lines().map(({ level }) => level)).to.deep.equal(['error', 'debug', 'debug']);
  });

  it('are only those that say the same: another chat, reason or cause is news', () => {
    const { journal, lines } = begin();
    journal.record(cut);
    journal.record({ ...cut, data: { ...cut.data, chat: 8 } });
    journal.record({ ...cut, data: { ...cut.data, reason: 'blocked' } });
    journal.record({ ...cut, cause: new Error('x') });
    expect(lines()).to.have.length(4);
  });

  it('are never what people did or what happened to a run', () => {
    const { journal, lines } = begin();
    for (const name of ['access.denied', 'run.crashed', 'config.rejected', 'config.warning']) {
      for (let n = 0; n < 2; n++) journal.record({ name, level: 'warn', data: { key: 'x' } });
    }
    expect(lines()).to.have.length(8);
  });
});
