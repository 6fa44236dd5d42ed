import { once } from 'node:events';
import { createServer } from 'node:net';

const FIRST = 20_000;
const COUNT = 12_000;

/** Ports that nobody listens on, each given out once; below the range that the kernel gives to outgoing connections. */
export class FreePorts {
  #next = (process.pid * 37) % COUNT;

  async take(): Promise<number> {
    for (;;) {
      this.#next = (this.#next + 1) % COUNT;
      const port = FIRST + this.#next;
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
