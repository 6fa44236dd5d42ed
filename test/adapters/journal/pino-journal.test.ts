import { expect } from 'chai';
import { type JournalSettings, PinoJournal } from '../../../src/adapters/journal/pino-journal.js';
import { Secret } from '../../../src/domain/secret.js';
import { FakeTime } from '../../support/fakes/fake-time.js';
import { LineSink } from '../../support/line-sink.js';

describe('the journal of pino', () => {
  let sink: LineSink;

  beforeEach(() => {
    sink = new LineSink();
  });

  function journal(settings: Partial<JournalSettings> = {}, colours = false): PinoJournal {
    const clock = new FakeTime('2026-11-23T12:00:00.250Z');
    const journal = new PinoJournal({ level: 'info', format: 'auto', ...settings }, { clock, stream: sink, colours });
    sink.beforeReading = () => journal.flush();
    return journal;
  }

  it('writes level, time, event and data as one line of JSON', () => {
    journal().record({ name: 'run.began', level: 'info', data: { run: 'abc', chat: -5, nested: { a: [1, null] } } });
    expect(sink.text).to.equal(
      '{"level":"info","time":"2026-11-23T12:00:00.250Z","run":"abc","chat":-5,"nested":{"a":[1,null]},"event":"run.began"}\n',
    );
  });

  it('never lets data pass for something else', () => {
    journal().record({ name: 'a.b', level: 'warn', data: { level: 1, time: 2, event: 3, cause: 4 } });
    expect(sink.json()).to.deep.equal([
      { level: 'warn', time: '2026-11-23T12:00:00.250Z', level_: 1, time_: 2, event_: 3, cause_: 4, event: 'a.b' },
    ]);
  });

  it('leaves out what is below the level, and follows a new one at once', () => {
    const log = journal({ level: 'warn' });
    log.record({ name: 'one', level: 'info' });
    log.retune({ level: 'debug', format: 'auto' });
    log.record({ name: 'two', level: 'debug' });
    log.retune({ level: 'error', format: 'auto' });
    log.record({ name: 'three', level: 'warn' });
    expect(sink.json().map((line) => line['event'])).to.deep.equal(['two']);
  });

  it('is pretty on a terminal or on demand, and can change while it runs', () => {
    const log = journal({ format: 'pretty' });
    log.record({ name: 'run.began', level: 'info', data: { run: 'abc' } });
    expect(sink.text).to.match(/INFO: run\.began\n\s+run: "abc"\n$/);
    log.retune({ level: 'info', format: 'json' });
    sink.clear();
    log.record({ name: 'run.began', level: 'info' });
    expect(sink.json()).to.have.length(1);

    sink.clear();
    sink.isTTY = true;
    journal({}, true).record({ name: 'run.began', level: 'warn' });
    expect(sink.text).to.include('\u001b[');
    sink.clear();
    journal({}, false).record({ name: 'run.began', level: 'warn' });
    expect(sink.text)
      .to.match(/WARN: run\.began/)
      .and.not.include('\u001b[');
    sink.clear();
    journal({ format: 'json' }).record({ name: 'run.began', level: 'info' });
    expect(sink.json()).to.have.length(1);
  });

  it('shows a person on a terminal what is wrong, and all that goes on only on demand', () => {
    sink.isTTY = true;
    const log = journal();
    log.record({ name: 'run.began', level: 'info' });
    expect(sink.text).to.equal('');
    for (const settings of [
      { level: 'info', format: 'pretty' },
      { level: 'debug', format: 'auto' },
    ] as const) {
      log.retune(settings);
      log.record({ name: 'run.began', level: 'info' });
      expect(sink.text).to.include('run.began');
      sink.clear();
    }
  });

  it('tells an error with its type, stack, code and all its causes', () => {
    const root = Object.assign(new Error('no route'), { code: 'EHOSTUNREACH' });
    const cause = new TypeError('fetch failed', { cause: new AggregateError([root, 'plain'], 'all failed') });
    journal().record({ name: 'telegram.failed', level: 'error', cause });
    const [line] = sink.json();
    expect(line).to.have.nested.property('cause.type', 'TypeError');
    expect(line).to.have.nested.property('cause.stack').that.includes('pino-journal.test');
    expect(line).to.have.nested.property('cause.cause.message', 'all failed');
    expect(line).to.have.nested.property('cause.cause.errors[0].code', 'EHOSTUNREACH');
    expect(line).to.have.nested.property('cause.cause.errors[1]', 'plain');
  });

  it('takes a registered secret out of every place that it could hide in', () => {
    const secret = 'hunter2-"quoted"\\ä/ö';
    const log = journal();
    log.conceal([new Secret(secret), new Secret('4815162342')]);
    const error = new Error(`failed with ${secret}`, { cause: { reason: [`x${secret}x`] } });
    class Odd extends Map<string, unknown> {}
    log.record({
      name: `event.${secret}`,
      level: 'info',
      data: {
        [secret]: 1,
        text: secret,
        deep: { a: [{ b: new Set([secret]) }], m: new Odd([[secret, secret]]) },
        json: JSON.stringify({ secret }),
        url: new URL(`https://example.invalid/?q=${encodeURIComponent(secret)}`),
        own: { toJSON: () => ({ secret }) },
        number: 4815162342,
        large: 4815162342n,
        secret: new Secret(secret),
      },
      cause: error,
    });
    for (const part of ['hunter2', 'quoted', '4815162342']) expect(sink.text).not.to.include(part);
    expect(sink.json()).to.have.length(1);
    expect(sink.json()[0]).to.have.nested.property('cause.message', 'failed with [secret]');
  });

  it('keeps old secrets out when new ones come', () => {
    const log = journal();
    log.conceal([new Secret('first-token')]);
    log.conceal([new Secret('first-token-and-more')]);
    log.record({ name: 'a', level: 'info', data: { text: 'first-token-and-more first-token' } });
    expect(sink.json()[0]).to.have.property('text', '[secret] [secret]');
  });

  it('takes out what looks like a credential though nobody registered it', () => {
    const digits = '123456789';
    const shapes = [
      `bot${digits}:AAbb_cc-dd`,
      `${digits}:${'A'.repeat(35)}`,
      `sk-${'a'.repeat(20)}`,
      `sk-proj-${'a'.repeat(20)}`,
      `ghp_${'a'.repeat(36)}`,
      `gho_${'a'.repeat(36)}`,
      `ghs_${'a'.repeat(36)}`,
      `github_pat_${'a'.repeat(30)}`,
      `xoxb-1234-${'a'.repeat(20)}`,
    ];
    const log = journal();
    for (const shape of shapes) {
      log.record({ name: 'a', level: 'info', data: { text: `see https://x/${shape}/y` }, cause: new Error(shape) });
    }
    for (const line of sink.json()) expect(line).to.have.property('text', 'see https://x/[secret]/y');
    for (const shape of shapes) expect(sink.text).not.to.include(shape.slice(shape.search(/[:_-]/)));
  });

  it('leaves alone what only resembles a credential', () => {
    const harmless = [
      'task-force-of-many',
      'cron:nightly',
      'at:0123456789ab',
      '12:30:45',
      `sha256:${'0'.repeat(64)}`,
      'sk-SK',
    ];
    journal().record({ name: 'a', level: 'info', data: { harmless } });
    expect(sink.json()[0]).to.have.deep.property('harmless', harmless);
  });

  it('bounds what one fact can cost', () => {
    let deep: unknown = 'end';
    for (let n = 0; n < 50_000; n++) deep = { deep };
    journal().record({
      name: 'a',
      level: 'info',
      data: { deep, long: 'x'.repeat(10_000_000), many: Array(1e6).fill(1) },
    });
    expect(sink.text.length).to.be.lessThan(30_000);
    expect(sink.json()).to.have.length(1);
  });

  it('goes on after its stream failed', () => {
    const log = journal();
    sink.write = () => {
      throw new Error('no');
    };
    log.record({ name: 'a', level: 'info' });
    log.flush();
    sink.emit('error', new Error('disk full'));
    Reflect.deleteProperty(sink, 'write');
    log.record({ name: 'b', level: 'info' });
    expect(sink.json().map((line) => line['event'])).to.deep.equal(['b']);
  });
});
