import { expect } from 'chai';
import { isNotBuiltYet } from '../../src/adapters/config/report/not-built-yet.js';
import type { LiveEffect } from '../../src/adapters/config/schema/keys/live-effect.js';
import { liveEffect, schemaKeys } from '../../src/adapters/config/schema/keys/schema.js';
import type { Effect } from '../../src/application/values/reload/part-effect.js';
import { CONFIG_SCHEMA } from '../../src/composition/wiring/config-schema.js';
import { LiveStage } from './live-stage.js';
import { proofs } from './proofs.js';

const keys = schemaKeys(CONFIG_SCHEMA.root).map((key) => ({ ...key, name: key.path.join('.') }));
const idle = keys.filter(({ path }) => isNotBuiltYet(path));
/** It has one value only, so there is nothing to flip it to. */
const SINGLE = 'transport';

/** What a part does about an edit of a key with that effect; every other part does none of these. */
const VISIBLE: readonly Effect[] = ['start', 'stop', 'replace', 'handover'];
const EXPECTED: Readonly<Partial<Record<LiveEffect, readonly Effect[]>>> = {
  replace: ['replace'],
  handover: ['handover'],
  'start-or-stop': ['start', 'stop'],
};

describe('every key is live', () => {
  let [proven, starts] = [0, 0];

  it('and is proven to be, or on the list of keys without effect, and never both', () => {
    const names = new Set(keys.map(({ name }) => name));
    const idleNames = idle.map(({ name }) => name);
    expect([...proofs.keys()].filter((name) => !names.has(name))).to.deep.equal([]);
    expect(idleNames.filter((name) => proofs.has(name))).to.deep.equal([]);
    const open = keys.filter(({ name }) => !proofs.has(name) && !idleNames.includes(name));
    expect(open.map(({ name }) => name)).to.deep.equal([SINGLE]);
  });

  it('and says in the schema how an edit takes effect', () => {
    const built = keys.filter(({ path }) => !isNotBuiltYet(path));
    expect(built.filter((key) => liveEffect(key) === null).map(({ name }) => name)).to.deep.equal([]);
  });

  for (const key of keys) {
    const proof = proofs.get(key.name);
    if (proof === undefined) continue;
    it(`${key.name}: ${liveEffect(key)}`, async () => {
      await using stage = await LiveStage.open(key.path, proof);
      expect(await proof.see(stage), 'before the edit').to.deep.equal(proof.shows[0]);
      const effects = await stage.flip(key.path, proof);
      expect(await proof.see(stage), 'after the edit').to.deep.equal(proof.shows[1]);
      const seen = effects.filter((effect) => VISIBLE.includes(effect));
      const expected = EXPECTED[liveEffect(key) ?? 'at-once'];
      if (expected === undefined) expect(seen).to.deep.equal([]);
      else expect(expected).to.include(seen.join());
      proven += 1;
      starts += stage.starts;
    });
  }

  it(`${SINGLE}: any other value is refused, and what was there goes on`, async () => {
    await using stage = await LiveStage.start(() => ({}));
    await stage.edit({ [SINGLE]: 'pigeon', default_engine: 'gemini' });
    expect(stage.app.texts('notice').join())
      .to.include(`\`${SINGLE}\``)
      .and.to.match(/line \d+, column \d+/);
    expect(stage.applied).to.have.length(1);
    expect(await stage.ask('hello')).to.have.length(1);
    proven += 1;
    starts += stage.starts;
  });

  it('without a restart', () => {
    expect(proven + idle.length).to.equal(keys.length);
    expect(starts - proven).to.equal(0);
    console.log(
      `keys proven ${proven} + keys without effect yet ${idle.length} = keys in the schema ${keys.length}; restarts ${starts - proven}`,
    );
  });
});
