import { mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { NearPlaces } from '../../../src/adapters/config/read/near-places.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';

describe('the places near by', () => {
  it('are looked into at once when they are known to be, and lead where they are found to lead in good time', async () => {
    await using directory = await temporaryDirectory();
    const at = (...names: string[]) => join(directory.path, ...names);
    await mkdir(at('conf'));
    await mkdir(at('data'));
    await writeFile(at('data', 'real.toml'), '');
    await symlink(at('data', 'real.toml'), at('conf', 'untether.toml'));
    const places = new NearPlaces();
    expect(places.routeNow(at('conf', 'untether.toml'))).to.equal(null);
    const route = await places.route(at('conf', 'untether.toml'));
    expect(route.file).to.equal(at('data', 'real.toml'));
    expect(route.directories.map(({ path }) => path)).to.deep.equal([at('conf'), at('data')]);
    const now = places.routeNow(at('conf', 'untether.toml'));
    if (process.platform === 'linux') expect(now).to.deep.equal(route);
    else expect(now).to.equal(null);
  });

  it('lead to the directory behind a link, of which events tell', async () => {
    await using directory = await temporaryDirectory();
    const at = (...names: string[]) => join(directory.path, ...names);
    await mkdir(at('data'));
    await writeFile(at('data', 'untether.toml'), '');
    await symlink('data', at('conf'));
    const places = new NearPlaces();
    expect((await places.route(at('conf', 'untether.toml'))).file).to.equal(at('data', 'untether.toml'));
    const now = places.routeNow(at('conf', 'untether.toml'));
    if (process.platform === 'linux') expect(now?.file).to.equal(at('data', 'untether.toml'));
  });

  it('are not taken for near because a link leads there from one that is', async () => {
    await using directory = await temporaryDirectory();
    const at = (...names: string[]) => join(directory.path, ...names);
    for (const name of ['conf', 'far', 'mount']) await mkdir(at(name));
    await writeFile(at('conf', 'untether.toml'), '');
    const places = new NearPlaces();
    await places.route(at('conf', 'untether.toml'));
    await symlink(at('far', 'untether.toml'), at('conf', 'new'));
    await rename(at('conf', 'new'), at('conf', 'untether.toml'));
    expect(places.routeNow(at('conf', 'untether.toml'))).to.equal(null);
    await rm(at('conf'), { recursive: true });
    await symlink(at('mount'), at('conf'));
    expect(places.routeNow(at('conf', 'untether.toml'))).to.equal(null);
  });
});
