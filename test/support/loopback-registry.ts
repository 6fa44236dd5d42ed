import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../architecture/project-root.js';

const run = promisify(execFile);

interface Packed {
  readonly version: string;
  readonly directory: string;
}

/** A package registry on loopback that has what is installed in `node_modules`, and nothing else. */
export class LoopbackRegistry implements AsyncDisposable {
  readonly #packages = installedPackages();
  readonly #server = createServer((request, response) => {
    void this.#answer(decodeURIComponent(request.url ?? ''), response).catch((cause: unknown) => {
      response.writeHead(500).end(String(cause));
    });
  });

  static async open(): Promise<LoopbackRegistry> {
    const registry = new LoopbackRegistry();
    registry.#server.listen(0, '127.0.0.1');
    await once(registry.#server, 'listening');
    return registry;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async #answer(path: string, response: ServerResponse): Promise<void> {
    const [, name = '', version] = /^\/((?:@[^/]+\/)?[^/]+)(?:\/-\/(.+)\.tgz)?$/.exec(path) ?? [];
    const found = this.#packages.get(name) ?? [];
    if (version === undefined) {
      if (found.length === 0) response.writeHead(404).end('{}');
      else response.end(JSON.stringify(this.#description(name, found)));
      return;
    }
    const wanted = found.find((one) => one.version === version);
    if (wanted === undefined) response.writeHead(404).end();
    else response.end(await archive(wanted.directory));
  }

  #description(name: string, found: readonly Packed[]) {
    const versions = found.map(({ version, directory }) => [
      version,
      { ...manifestIn(directory), dist: { tarball: `${this.url}/${name}/-/${version}.tgz` } },
    ]);
    return { name, 'dist-tags': { latest: found[0]?.version }, versions: Object.fromEntries(versions) };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

/** By name, from the lock file; what is locked for other systems isn't there. */
function installedPackages(): ReadonlyMap<string, readonly Packed[]> {
  const { packages } = JSON.parse(readFileSync(join(projectRoot, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, unknown>>;
  };
  const there = Object.keys(packages)
    .filter((path) => path !== '' && existsSync(join(projectRoot, path, 'package.json')))
    .map((path) => {
      const directory = join(projectRoot, path);
      const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
      return { name, directory, version: String(manifestIn(directory)['version']) };
    });
  return Map.groupBy(there, ({ name }) => name);
}

function manifestIn(directory: string): Readonly<Record<string, unknown>> {
  return JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as Readonly<Record<string, unknown>>;
}

/** As npm unpacks it: in a directory of whatever name. */
async function archive(directory: string): Promise<Buffer> {
  const name = basename(directory);
  const args = ['-czf', '-', `--exclude=${name}/node_modules`, '-C', dirname(directory), name];
  const { stdout } = await run('tar', args, { encoding: 'buffer', maxBuffer: 2 ** 28 });
  return stdout;
}
