import { expect } from 'chai';
import { ENGINE_IDS } from '../../src/adapters/config/schema/kinds/engine-ids.js';
import { conventionsOf } from '../../src/domain/engine/engine-conventions.js';
import {
  allowsMore,
  liftsAllLimits,
  modesOf,
  PERMISSIONS,
  permissionOf,
  unsetModeOf,
} from '../../src/domain/engine/permission.js';

describe('what an engine may do unasked', () => {
  it('has a verdict for every mode of every engine, no mode at all included', () => {
    for (const engine of ENGINE_IDS) {
      expect(conventionsOf(engine).permissionModes).to.deep.equal(modesOf(engine)).and.not.to.deep.equal([]);
      for (const attended of [true, false]) {
        const unset = unsetModeOf(engine, attended);
        expect(modesOf(engine)).to.include(unset);
        expect(permissionOf(engine, null, attended)).to.equal(permissionOf(engine, unset, attended));
      }
    }
  });

  it('is anything for what nobody knows', () => {
    expect(permissionOf('claude', 'newest', true)).to.equal('unlimited');
    expect(permissionOf('stranger', null, true)).to.equal('unlimited');
    expect(permissionOf('stranger', 'whatever', true)).to.equal('unlimited');
    expect(permissionOf('stranger', 'auto', true)).to.equal('unlimited');
    expect(permissionOf('stranger', 'plan', true)).to.equal('read-only');
  });

  it('lifts all limits in the modes that do, and where no mode amounts to one of them', () => {
    const lifting = ENGINE_IDS.flatMap((id) =>
      [null, ...modesOf(id)].filter((mode) => liftsAllLimits(id, mode)).map((mode) => `${id} ${mode}`),
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
