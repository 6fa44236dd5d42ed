import { expect } from 'chai';
import { callProgram } from '../../../src/adapters/engines/process/program-call.js';
import { SystemAlarm } from '../../../src/adapters/system/system-alarm.js';
import { SystemClock } from '../../../src/adapters/system/system-clock.js';

/** Longer than any test waits. */
const NEVER_MS = 600_000;

describe('a short call of a program', () => {
  const alarm = new SystemAlarm(new SystemClock());
  after(() => alarm.close());

  const shell = (script: string) =>
    callProgram(
      {
        ...{ program: '/bin/sh', args: ['-c', script], timeoutMs: NEVER_MS },
        environment: { PATH: process.env['PATH'] ?? '' },
      },
      alarm,
    );

  it('is over when the program is, also while somebody else holds its output', async () => {
    const called = await shell('sleep 15 & echo said; printf unended; exit 3');
    expect(called).to.deep.equal({ ok: true, value: { lines: ['said', 'unended'], exitCode: 3 } });
  });

  it('keeps little of what the program says, however much that is', async () => {
    const called = await shell('head -c 700000000 /dev/zero | tr "\\0" x; echo; yes no | head -n 9000; echo end >&2');
    if (!called.ok) throw new Error(called.problem.message);
    expect(called.value.lines).to.have.length(2_000);
    expect(Math.max(...called.value.lines.map((line) => line.length))).to.be.below(4);
  }).timeout(120_000);

  it('hears each state of a line that is written over itself', async () => {
    const called = await shell("printf 'waiting\\rdone\\r\\n\\033[1mbold\\033[0m\\n'");
    expect(called.ok && called.value.lines).to.deep.equal(['waiting', 'done', 'bold']);
  });

  it('can’t be made with what the system takes for no argument', async () => {
    expect(await shell('a\0b')).to.have.nested.property('problem.kind', 'cannot-start');
    expect(await shell(`: ${'x'.repeat(300_000)}`)).to.have.nested.property('problem.kind', 'cannot-start');
  });
});
