import { execFile } from 'node:child_process';
import { mkdir, readdir } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../architecture/project-root.js';
import { LoopbackRegistry } from './loopback-registry.js';

const run = promisify(execFile);

/** The package as people install it. */
export interface InstalledPackage {
  /** Where npm put its files. */
  readonly root: string;
  readonly prefix: string;
  /** An environment in which the installed commands are found, and our Node before others. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Packs the program and installs it globally below an empty directory, with an empty home and cache. */
export async function installedPackage(directory: string): Promise<InstalledPackage> {
  await using registry = await LoopbackRegistry.open();
  const [packed, home, prefix] = [join(directory, 'packed'), join(directory, 'home'), join(directory, 'prefix')];
  for (const path of [packed, home, prefix]) await mkdir(path);
  const pack = ['pack', '--silent', '--offline', '--ignore-scripts', '--pack-destination', packed];
  await run('npm', pack, { cwd: projectRoot });
  const [archive = ''] = await readdir(packed);
  const path = [join(prefix, 'bin'), dirname(process.execPath), process.env['PATH']].join(delimiter);
  const environment = { PATH: path, HOME: home, npm_config_cache: join(directory, 'cache'), LANG: 'C.UTF-8' };
  const install = ['install', '--global', '--omit=dev', '--no-audit', '--no-fund', '--no-update-notifier'];
  await run('npm', [...install, '--registry', registry.url, '--prefix', prefix, join(packed, archive)], {
    cwd: directory,
    env: environment,
  });
  return { root: join(prefix, 'lib/node_modules/untether'), prefix, environment };
}
