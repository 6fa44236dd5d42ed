import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * A yardstick for webhooks: a server that puts each body on the disk before it answers, all that came in one turn of the
 * loop with one commit. Prints its port; its argument is a directory for the database.
 */
const db = new DatabaseSync(join(process.argv[2] ?? '', 'bare.db'));
db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
  CREATE TABLE inbox (id INTEGER PRIMARY KEY, body TEXT NOT NULL)`);
const insert = db.prepare('INSERT INTO inbox (body) VALUES (?)');
let came: { readonly body: string; readonly response: ServerResponse }[] = [];

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    came.push({ body: Buffer.concat(chunks).toString(), response });
    if (came.length === 1) setImmediate(keep);
  });
});
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));

function keep(): void {
  const taken = came;
  came = [];
  db.exec('BEGIN');
  for (const { body } of taken) insert.run(body);
  db.exec('COMMIT');
  for (const { response } of taken) response.writeHead(202).end('ok');
}
