import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The yardstick for webhooks: a server that takes a body and does nothing with it, in a process of its own. */
const server = createServer((request, response) => {
  request.resume().on('end', () => response.end('ok'));
});
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
