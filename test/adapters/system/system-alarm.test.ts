import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect } from 'chai';
import { SystemAlarm } from '../../../src/adapters/system/system-alarm.js';
import { SystemClock } from '../../../src/adapters/system/system-clock.js';
import { FrozenMachine } from '../../support/frozen-machine.js';

describe('the system alarm', () => {
  const machine = new FrozenMachine();
  const clock = new SystemClock();
  let alarm: SystemAlarm;
  let rung: string[];

  beforeEach(() => {
    machine.freeze();
    alarm = new SystemAlarm(clock);
    rung = [];
  });

  afterEach(() => machine.thaw());

  it('needs one timer for ten thousand alarms, and none when they are cancelled', () => {
    const cancels = Array.from({ length: 10_000 }, (_, n) =>
      n % 2 === 0 ? alarm.at(clock.now() + n, () => {}) : alarm.after(20_000 - n, () => {}),
    );
    expect(machine.timers).to.equal(1);
    for (const cancel of cancels) cancel();
    expect(machine.timers).to.equal(0);
  });

  it('looks at the wall clock at least every 30 seconds', async () => {
    alarm.at(clock.now() + 3_600_000, () => void rung.push('at'));
    await machine.jump(3_600_000);
    await machine.advance(29_999);
    expect(rung).to.deep.equal([]);
    await machine.advance(1);
    expect(rung).to.deep.equal(['at']);
  });

  it('rings the others when one throws, and does not hide the error', async () => {
    const boom = new Error('boom');
    alarm.after(10, () => {
      throw boom;
    });
    alarm.after(10, () => void rung.push('second'));
    const told = await machine.advance(10).catch((error: unknown) => error);
    expect(told).to.equal(boom);
    await machine.advance(1);
    expect(rung).to.deep.equal(['second']);
  });

  it('gives the event loop its turns when every ring sets a next one that is due', async () => {
    let rings = 0;
    const again = (): void => {
      rings += 1;
      alarm.at(0, again);
    };
    alarm.at(0, again);
    await machine.advance(20);
    expect(rings).to.be.within(2, 21);
    alarm.close();
  });

  it('is silent once it is closed, for what was set before and for what is set later', async () => {
    alarm.after(10, () => void rung.push('before'));
    alarm.close();
    alarm.close();
    const cancel = alarm.at(clock.now(), () => void rung.push('later'));
    cancel();
    alarm.after(0, () => void rung.push('later'));
    expect(machine.timers).to.equal(0);
    await machine.advance(1_000);
    expect(rung).to.deep.equal([]);
  });

  it('rings by the real timers too', async () => {
    machine.thaw();
    const started = clock.monotonicMs();
    await new Promise<void>((resolve) => void alarm.after(5, resolve));
    expect(clock.monotonicMs() - started).to.be.at.least(5);
    const due = clock.now() + 5;
    await new Promise<void>((resolve) => void alarm.at(due, resolve));
    expect(clock.now()).to.be.at.least(due);
  });

  it('lets a process end after a close, and not before its alarms have rung', async () => {
    machine.thaw();
    const source = `
      const { SystemAlarm } = await import(${JSON.stringify(new URL('../../../src/adapters/system/system-alarm.js', import.meta.url).href)});
      const { SystemClock } = await import(${JSON.stringify(new URL('../../../src/adapters/system/system-clock.js', import.meta.url).href)});
      const alarm = new SystemAlarm(new SystemClock());
      alarm.after(86_400_000, () => {});
      alarm.after(1, () => { console.log('rung'); alarm.close(); });
    `;
    const child = spawn(process.execPath, ['--input-type=module', '-e', source], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let printed = '';
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString('utf8');
    });
    expect(await once(child, 'close')).to.deep.equal([0, null]);
    expect(printed).to.equal('rung\n');
  });
});
