import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { repositoryRoot } from '../scripted-engine/path.js';

/** A model server on the loopback, in a process of its own; see the README beside it. */
export class FakeModel {
  readonly url: string;
  readonly #log: string;
  readonly #server: ChildProcessByStdio<null, Readable, null>;

  private constructor(server: ChildProcessByStdio<null, Readable, null>, port: string, log: string) {
    this.url = `http://127.0.0.1:${port}`;
    this.#server = server;
    this.#log = log;
  }

  /** Starts it; what it is asked is written to a file in the directory. */
  static async start(directory: string): Promise<FakeModel> {
    const log = join(directory, 'requests.jsonl');
    const program = join(repositoryRoot, 'test/support/fake-model/server.mjs');
    const server = spawn(process.execPath, [program, '--log', log], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [port] = await once(server.stdout, 'data');
    return new FakeModel(server, String(port).trim(), log);
  }

  /** The bodies of the requests so far, as text. */
  async asked(): Promise<readonly string[]> {
    const lines = (await readFile(this.#log, 'utf8')).split('\n').filter((line) => line.includes('/v1/messages'));
    return lines.map((line) => JSON.stringify(JSON.parse(line).body));
  }

  async stop(): Promise<void> {
    const gone = once(this.#server, 'exit');
    this.#server.kill();
    await gone;
  }
}
