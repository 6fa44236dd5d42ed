import { expect } from 'chai';
import type { ConfigSource } from '../../src/application/ports/config/config-source.js';

/** A source of configurations, and what a test needs to change what it gives. */
export interface ConfigSourceWorld extends Disposable {
  readonly source: ConfigSource;
  /** Puts a good configuration in place, with this default engine. */
  good(defaultEngine: string): void;
  /** Puts one in place of which a single cron is wrong. */
  badEntry(): void;
  /** Puts something in place that is no configuration. */
  bad(): void;
}

/** What every source of configurations promises. At first there is none. */
export function configSourceContract(name: string, begin: () => ConfigSourceWorld): void {
  describe(`${name} as a source of configurations`, () => {
    it('tells that there is none, and has no digest of it', async () => {
      using world = begin();
      const reading = await world.source.read({ lenient: false });
      expect(reading).to.deep.include({ ok: false, digest: null });
      expect(reading.ok ? [] : reading.problems).to.have.length(1);
    });

    it('gives what is in place now, each time it is asked', async () => {
      using world = begin();
      for (const engine of ['claude', 'codex']) {
        world.good(engine);
        const reading = await world.source.read({ lenient: false });
        expect(reading.ok && reading.config.defaultEngine).to.equal(engine);
        expect(reading.ok && Object.isFrozen(reading.config)).to.equal(true);
      }
    });

    it('gives one digest for one configuration and another for another', async () => {
      using world = begin();
      const digest = async () => (await world.source.read({ lenient: false })).digest;
      world.good('claude');
      const first = await digest();
      expect(await digest()).to.equal(first);
      world.good('codex');
      expect(await digest()).to.not.equal(first);
      world.bad();
      expect(await digest())
        .to.be.a('string')
        .and.not.equal(first);
    });

    it('refuses what is wrong, strict or lenient, with a reason and a mend', async () => {
      using world = begin();
      world.bad();
      for (const lenient of [false, true]) {
        const reading = await world.source.read({ lenient });
        if (reading.ok) throw new Error('it was taken');
        expect(reading.problems[0]).to.include({ severity: 'error' });
        expect(reading.problems[0]?.message).to.match(/\.$/);
        expect(reading.problems[0]?.hint).to.not.equal('');
      }
    });

    it('refuses a wrong entry, but leaves it out with a warning if it may', async () => {
      using world = begin();
      world.badEntry();
      expect((await world.source.read({ lenient: false })).ok).to.equal(false);
      const reading = await world.source.read({ lenient: true });
      expect(reading.ok && reading.config.triggers.crons).to.deep.equal([]);
      expect(reading.ok && reading.warnings.map(({ severity, key }) => [severity, key])).to.deep.equal([
        ['warning', 'triggers.crons.0.schedule'],
      ]);
    });
  });
}
