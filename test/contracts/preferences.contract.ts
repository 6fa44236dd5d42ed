import { expect } from 'chai';
import type { Preferences } from '../../src/application/ports/store/preferences.js';

export interface PreferencesBench {
  readonly preferences: Preferences;
  reopened(): Promise<Preferences>;
}

/** What all preferences promise. */
export function describePreferences(name: string, make: () => Promise<PreferencesBench>): void {
  describe(`${name} as preferences`, () => {
    let bench: PreferencesBench;
    let preferences: Preferences;

    beforeEach(async () => {
      bench = await make();
      preferences = bench.preferences;
    });

    it('are empty until something is chosen', async () => {
      expect(await preferences.find(1, null)).to.deep.equal({});
    });

    it('tell what was chosen for exactly this chat or topic', async () => {
      await preferences.change(-100, null, () => ({ engine: 'codex' }));
      await preferences.change(-100, 7, () => ({ context: { project: 'p', branch: null } }));
      expect(await preferences.find(-100, null)).to.deep.equal({ engine: 'codex' });
      expect(await preferences.find(-100, 7)).to.deep.equal({ context: { project: 'p', branch: null } });
      expect(await preferences.find(-100, 8)).to.deep.equal({});
      expect(await preferences.find(-1007, null)).to.deep.equal({});
    });

    it('move along with a group that has another id, and keep what is there', async () => {
      await preferences.change(-5, null, () => ({ engine: 'codex' }));
      await preferences.change(-5, 7, () => ({ engine: 'claude' }));
      await preferences.change(-105, 7, () => ({ engine: 'pi' }));
      await preferences.change(-55, null, () => ({ engine: 'amp' }));
      for (let twice = 0; twice < 2; twice++) await preferences.moved({ from: -5, to: -105 });
      preferences = await bench.reopened();
      expect(await preferences.find(-105, null)).to.deep.equal({ engine: 'codex' });
      expect(await preferences.find(-105, 7)).to.deep.equal({ engine: 'pi' });
      expect(await preferences.find(-5, null)).to.deep.equal({});
      expect(await preferences.find(-5, 7)).to.deep.equal({});
      expect(await preferences.find(-55, null)).to.deep.equal({ engine: 'amp' });
    });

    it('answer a change with what holds from now on', async () => {
      await preferences.change(1, null, () => ({ engine: 'codex' }));
      const now = await preferences.change(1, null, (before) => ({ ...before, models: { claude: 'opus' } }));
      expect(now).to.deep.equal({ engine: 'codex', models: { claude: 'opus' } });
      expect(await preferences.change(1, null, () => ({}))).to.deep.equal({});
      expect(await preferences.find(1, null)).to.deep.equal({});
    });

    it('lose none of the changes that are made at the same time', async () => {
      const add = (engine: string) =>
        preferences.change(1, null, (now) => ({ ...now, models: { ...now.models, [engine]: 'm' } }));
      await Promise.all(['a', 'b', 'c', 'd'].map(add));
      expect(await preferences.find(1, null)).to.deep.equal({ models: { a: 'm', b: 'm', c: 'm', d: 'm' } });
    });

    it('stay as they are when a change throws, and only that change fails', async () => {
      const boom = new Error('boom');
      const good = preferences.change(1, null, () => ({ engine: 'codex' }));
      const bad = preferences.change(1, null, () => {
        throw boom;
      });
      const later = preferences.change(1, null, (now) => ({ ...now, models: {} }));
      const told = await bad.catch((error: unknown) => error);
      expect(told).to.equal(boom);
      expect(await good).to.deep.equal({ engine: 'codex' });
      expect(await later).to.deep.equal({ engine: 'codex', models: {} });
    });

    it('are not touched through what they gave out', async () => {
      const models = { claude: 'opus' };
      await preferences.change(1, null, () => ({ models }));
      models.claude = 'haiku';
      expect(await preferences.find(1, null)).to.deep.equal({ models: { claude: 'opus' } });
    });

    it('can all be read, and lose nothing by it', async () => {
      await preferences.change(1, 2, () => ({ engine: 'pi', permissionModes: { pi: 'read-only' } }));
      expect(await preferences.unreadable()).to.deep.equal([]);
      await preferences.forgetUnreadable([]);
      expect(await preferences.find(1, 2)).to.deep.equal({ engine: 'pi', permissionModes: { pi: 'read-only' } });
    });

    it('remember over a restart', async () => {
      await preferences.change(1, 2, () => ({ engine: 'pi' }));
      expect(await (await bench.reopened()).find(1, 2)).to.deep.equal({ engine: 'pi' });
    });
  });
}
