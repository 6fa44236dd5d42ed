import { SystemClock } from '../../src/adapters/system/system-clock.js';
import { FakeTime } from '../support/fakes/fake-time.js';
import { FrozenMachine } from '../support/frozen-machine.js';
import { describeClock } from './clock.contract.js';

describeClock('the fake', () => {
  const time = new FakeTime();
  return { clock: time, advance: (ms) => time.advance(ms), jump: (ms) => time.jump(ms) };
});

describe('on a machine whose timers a test moves', () => {
  const machine = new FrozenMachine();
  beforeEach(() => machine.freeze());
  afterEach(() => machine.thaw());

  describeClock('the system', () => ({
    clock: new SystemClock(),
    advance: (ms) => machine.advance(ms),
    jump: (ms) => machine.jump(ms),
  }));
});
