import { once } from 'node:events';
import { createServer } from 'node:net';

const FIRST = 20_000;
const COUNT = 12_000;

/** About the golden part of all, and prime: processes that follow each other start as far apart as can be. */
const STRIDE = 7_417;

/**
 * Ports that nobody listens on, each given out once by a process, and by another one that runs at the same time only after
 * hundreds; below the range that the kernel gives to outgoing connections.
 */
export class FreePorts {
  /** Of all in the process: two that began at the same port would give out the same ones. */
  static #next = (process.pid * STRIDE) % COUNT;

  async take(): Promise<number> {
    for (;;) {
      FreePorts.#next = (FreePorts.#next + 1) % COUNT;
      const port = FIRST + FreePorts.#next;
      if (await isFree(port)) return port;
    }
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    server.close();
    await once(server, 'close');
    return true;
  } catch {
    return false;
  }
}
