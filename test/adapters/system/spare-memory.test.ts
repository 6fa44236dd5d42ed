import { expect } from 'chai';
import { type OwnMemory, processMemory, SpareMemory } from '../../../src/adapters/system/spare-memory.js';
import { FakeTime, settled } from '../../support/fakes/fake-time.js';

const MB = 1_000_000;

/** A process that says of itself what a test says; a collection leaves 50 MB. */
class FakeMemory implements OwnMemory {
  residentMb = 120;
  utilization = 0;
  collections = 0;

  residentBytes(): number {
    return this.residentMb * MB;
  }

  busy(): number {
    return this.utilization;
  }

  collect(): void {
    this.collections += 1;
    this.residentMb = 50;
  }
}

describe('spare memory', () => {
  it('is given back in the first quiet second after the start, and again when there is much of it', async () => {
    const [time, own] = [new FakeTime(), new FakeMemory()];
    new SpareMemory(time, own).watch();
    own.utilization = 0.5;
    await time.advance(3_000);
    expect(own.collections).to.equal(0);
    own.utilization = 0;
    await time.advance(1_000);
    expect(own.collections).to.equal(1);
    await time.advance(120_000);
    expect(own.collections).to.equal(1);
    own.residentMb = 70;
    await time.advance(60_000);
    expect(own.collections).to.equal(1);
    own.residentMb = 80;
    await time.advance(60_000);
    expect(own.collections).to.equal(2);
  });

  it('waits for as long as the program is busy', async () => {
    const [time, own] = [new FakeTime(), new FakeMemory()];
    new SpareMemory(time, own).watch();
    own.utilization = 0.2;
    await time.advance(120_000);
    expect(own.collections).to.equal(0);
    own.utilization = 0.01;
    await time.advance(1_000);
    expect(own.collections).to.equal(1);
  });

  it('is collected in the process itself, which knows what it takes and how busy it is', async () => {
    const own = processMemory();
    const gone = new WeakRef({ much: 'x' });
    // A weak reference holds on for the turn of the event loop that made it.
    await settled();
    own.collect();
    expect(gone.deref()).to.equal(undefined);
    expect(own.residentBytes()).to.be.greaterThan(10 * MB);
    expect(own.busy()).to.be.within(0, 1);
  });
});
