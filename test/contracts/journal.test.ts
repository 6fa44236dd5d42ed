import { PinoJournal } from '../../src/adapters/journal/pino-journal.js';
import { FakeJournal } from '../support/fakes/fake-journal.js';
import { FakeTime } from '../support/fakes/fake-time.js';
import { LineSink } from '../support/line-sink.js';
import { describeJournal } from './journal.contract.js';

describeJournal('the fake', () => {
  const journal = new FakeJournal();
  return { journal, read: () => journal.facts.map(({ name, level }) => ({ name, level })) };
});

describeJournal('pino', () => {
  const sink = new LineSink();
  const journal = new PinoJournal({ level: 'debug', format: 'json' }, { clock: new FakeTime(), stream: sink });
  sink.beforeReading = () => journal.flush();
  const read = () => sink.json().map(({ event, level }) => ({ name: String(event), level: level as 'info' }));
  return { journal, read };
});
