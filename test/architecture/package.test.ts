import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { projectRoot } from './project-root.js';

interface Manifest {
  readonly version?: string;
  readonly integrity?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const manifest = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as Manifest;
const lockText = readFileSync(join(projectRoot, 'package-lock.json'), 'utf8');
const lock = (JSON.parse(lockText) as { packages: Readonly<Record<string, Manifest>> }).packages;

describe('the packages', () => {
  it('are wanted by version, from a registry', () => {
    const versions = Object.values({
      ...manifest.dependencies,
      ...manifest.devDependencies,
      ...manifest.optionalDependencies,
    });
    expect(versions.filter((version) => !/^\^\d+\.\d+\.\d+$/.test(version))).to.deep.equal([]);
  });

  it('are locked as package.json wants them', () => {
    expect(lock['']).to.deep.include({
      dependencies: manifest.dependencies,
      devDependencies: manifest.devDependencies,
      optionalDependencies: manifest.optionalDependencies,
    });
  });

  it('are locked for every system, or npm ci refuses (node .ci/complete-lock.mjs mends it)', () => {
    const missing = Object.entries(lock).flatMap(([parent, { optionalDependencies }]) =>
      Object.keys(optionalDependencies ?? {}).filter(
        (name) => lock[`${parent}/node_modules/${name}`] === undefined && lock[`node_modules/${name}`] === undefined,
      ),
    );
    expect(missing).to.deep.equal([]);
  });

  it('are each locked with the digest of what may be installed (node .ci/complete-lock.mjs adds it)', () => {
    const digest = /^sha512-[A-Za-z0-9+/]{86}==$/;
    const without = Object.entries(lock).filter(
      ([path, { integrity }]) => path !== '' && !digest.test(integrity ?? ''),
    );
    expect(without.map(([path]) => path)).to.deep.equal([]);
  });

  it('are locked without the address of anybody’s registry', () => {
    expect(lockText).to.not.match(/"resolved"|https?:\/\/[^"]*registry/);
  });
});
