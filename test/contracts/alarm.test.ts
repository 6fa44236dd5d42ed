import { SystemAlarm } from '../../src/adapters/system/system-alarm.js';
import { SystemClock } from '../../src/adapters/system/system-clock.js';
import { FakeTime } from '../support/fakes/fake-time.js';
import { FrozenMachine } from '../support/frozen-machine.js';
import { describeAlarm } from './alarm.contract.js';

describeAlarm('the fake', () => {
  const time = new FakeTime();
  return { clock: time, alarm: time, advance: (ms) => time.advance(ms), jump: (ms) => time.jump(ms) };
});

describe('on a machine whose timers a test moves', () => {
  const machine = new FrozenMachine();
  beforeEach(() => machine.freeze());
  afterEach(() => machine.thaw());

  describeAlarm('the system', () => {
    const clock = new SystemClock();
    return {
      clock,
      alarm: new SystemAlarm(clock),
      advance: (ms) => machine.advance(ms),
      jump: (ms) => machine.jump(ms),
    };
  });
});
