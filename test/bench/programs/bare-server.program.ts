import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A yardstick for webhooks: a server that takes a body and does nothing with it. Prints its port. */
const server = createServer((request, response) => {
  request.resume().on('end', () => response.end('ok'));
});
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
