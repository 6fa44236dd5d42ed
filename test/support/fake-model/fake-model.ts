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

  /** The requests to models so far, each as the text of its address and body. */
  async asked(): Promise<readonly string[]> {
    const text = await readFile(this.#log, 'utf8').catch(() => '');
    // The last line may be half written.
    const lines = text.split('\n').slice(0, -1);
    const requests = lines.map((line) => JSON.parse(line) as { format?: string; url: string; body?: unknown });
    return requests.flatMap(({ format, url, body }) => (format == null ? [] : `${url} ${JSON.stringify(body)}`));
  }

  async stop(): Promise<void> {
    const gone = once(this.#server, 'exit');
    this.#server.kill();
    await gone;
  }
}
