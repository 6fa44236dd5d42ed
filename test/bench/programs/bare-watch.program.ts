import { readFileSync, watch } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, dirname } from 'node:path';

const PATH = /^path = "(\/live-\d+)"$/m;

/** A yardstick for edits: a server that reads the file at once when something happens to it. Prints its port. */
const file = process.argv[2] ?? '';
let live = read();
watch(dirname(file), (_, name) => {
  if (name === basename(file)) live = read() ?? live;
});
const server = createServer((request, response) => {
  const known = request.url === '/health' || request.url === live;
  response.writeHead(known ? 405 : 404).end();
});
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));

function read(): string | undefined {
  return PATH.exec(readFileSync(file, 'utf8'))?.[1];
}
