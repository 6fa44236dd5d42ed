import { expect } from 'chai';
import { RunWatch } from '../../src/application/run/run-watch.js';
import { appConfig } from '../support/builders/app-config.js';
import { FakeTime } from '../support/fakes/fake-time.js';

const MINUTE_MS = 60_000;

describe('the watch over a run', () => {
  function watched() {
    const time = new FakeTime();
    const desk = { asks: false };
    const steps: string[] = [];
    const tools = { alarm: time, clock: time, asksPerson: () => desk.asks };
    const watch = new RunWatch(appConfig().watchdog, tools, (step) => steps.push(step.kind));
    return { time, desk, steps, watch };
  }

  it('does not count the time that a person takes, and counts anew after it', async () => {
    const { time, desk, steps } = watched();
    desk.asks = true;
    await time.advance(300 * MINUTE_MS);
    desk.asks = false;
    // It looks at whether somebody is asked once in the three minutes between two warnings.
    await time.advance(7 * MINUTE_MS - 1);
    expect(steps).to.deep.equal([]);
    await time.advance(3 * MINUTE_MS + 1);
    expect(steps).to.deep.equal(['warn']);
  });

  it('does nothing any more once it has ended a run, or was stopped', async () => {
    const { time, steps } = watched();
    await time.advance(300 * MINUTE_MS);
    expect(steps).to.deep.equal(['warn', 'warn', 'warn', 'end']);
    const stopped = watched();
    stopped.watch.stop();
    await stopped.time.advance(300 * MINUTE_MS);
    expect(stopped.steps).to.deep.equal([]);
    expect(stopped.time.pending).to.equal(0);
  });
});
