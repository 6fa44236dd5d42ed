import { expect } from 'chai';
import { ENGINES } from '../../src/adapters/engines/engines.js';
import { modeLabel, modeWords } from '../../src/application/wording/text/mode-words.js';
import { liftsAllLimits, meaningOf, permissionOf } from '../../src/domain/engine/engine-manifest.js';
import { EngineManifests } from '../../src/domain/engine/engine-manifests.js';
import { allowsMore, PERMISSIONS } from '../../src/domain/engine/permission.js';

const engines = new EngineManifests(ENGINES.map(({ manifest }) => manifest));

describe('what an engine may do unasked', () => {
  it('has a verdict for every mode of every engine, no mode at all included', () => {
    for (const manifest of engines.all) {
      const { modes, permissions, unset } = manifest;
      expect(Object.keys(permissions))
        .to.have.members([...modes])
        .and.not.to.deep.equal([]);
      for (const attended of [true, false]) {
        const mode = attended ? unset.attended : unset.unattended;
        expect(modes).to.include(mode);
        expect(permissionOf(manifest, null, attended)).to.equal(permissionOf(manifest, mode, attended));
      }
    }
  });

  it('has words for every mode of every engine, none of them the engine’s own', () => {
    for (const manifest of engines.all) {
      for (const mode of manifest.modes) {
        const words = modeWords(manifest, mode);
        expect(words, `${manifest.id} ${mode}`)
          .to.match(/ [a-z]+$/)
          .and.not.to.include(mode);
        expect(modeLabel(manifest, mode)).to.equal(`${words} · ${mode}`);
      }
      expect(meaningOf(manifest, 'newest')).to.equal(null);
    }
  });

  it('is anything for what nobody knows', () => {
    expect(engines.permission('claude', 'newest', true)).to.equal('unlimited');
    expect(engines.permission('stranger', null, true)).to.equal('unlimited');
    expect(engines.permission('stranger', 'whatever', true)).to.equal('unlimited');
    expect(engines.permission('stranger', 'auto', true)).to.equal('unlimited');
    expect(engines.permission('stranger', 'plan', true)).to.equal('read-only');
  });

  it('lifts all limits in the modes that do, and where no mode amounts to one of them', () => {
    const lifting = engines.all.flatMap((manifest) =>
      [null, ...manifest.modes]
        .filter((mode) => liftsAllLimits(manifest, mode))
        .map((mode) => `${manifest.id} ${mode}`),
    );
    expect(lifting).to.deep.equal([
      'claude bypassPermissions',
      'codex danger-full-access',
      'opencode auto',
      'pi null',
      'pi full',
      'gemini yolo',
      'amp allow-all',
    ]);
  });

  it('is ordered from the narrowest to the widest', () => {
    for (const [index, one] of PERMISSIONS.entries()) {
      for (const [other, two] of PERMISSIONS.entries()) expect(allowsMore(one, two)).to.equal(other > index);
    }
  });
});
