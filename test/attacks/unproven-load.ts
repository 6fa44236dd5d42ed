import type { ChildProcess } from 'node:child_process';
import { readdir, readFile, stat } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Rig } from '../end-to-end/rig.js';
import { FreePorts } from '../faults/free-port.js';

const MIB = 1_048_576;
/** Attackers beside each other: connections that are held with most of a body sent, and uploads that nobody signed. */
const [CONNECTIONS, UPLOADS] = [300, 6];
const [BODY_BYTES, UPLOAD_BYTES] = [MIB, 40 * MIB];
/** What is given to senders that nobody knows: bodies in memory and what connections and garbage need, files on disk. */
export const BUDGET = { memoryBytes: 128 * MIB, diskBytes: 128 * MIB };
/** The signature is well formed, so that only the whole body can show that it is wrong. */
const SIGNATURE = `sha256=${'0'.repeat(64)}`;

/** What the load made the program hold, beyond what it held before. */
export interface UnprovenLoad {
  readonly memoryBytes: number;
  readonly diskBytes: number;
  /** The longest answer of `/health` meanwhile, in milliseconds. */
  readonly healthMs: number;
  /** Whether a signed delivery was taken once the attackers were gone. */
  readonly recovered: boolean;
  /** Whether memory and disk stayed within `BUDGET`. */
  readonly held: boolean;
}

/** Starts the built program and lets 300 connections and 6 uploads of nobody weigh on it; resolves with what that weighed. */
export async function unprovenLoad(): Promise<UnprovenLoad> {
  await using rig = await Rig.open();
  const port = await new FreePorts().take();
  await rig.configure(rig.config(configuration(port)));
  const program = await rig.start();
  const staging = join(rig.directory, 'state');
  const before = { memory: await memoryOf(program), disk: await bytesBelow(staging) };
  const peak = { memory: 0, disk: 0, healthMs: 0 };
  const uploads = hold(port, UPLOADS, uploadHead(), UPLOAD_BYTES);
  const sockets = [...uploads, ...hold(port, CONNECTIONS, bodyHead(), BODY_BYTES - 1)];
  const until = performance.now() + 8_000;
  while (performance.now() < until) {
    const asked = performance.now();
    await fetch(`http://127.0.0.1:${port}/health`).then(
      (answer) => answer.text(),
      () => '',
    );
    peak.healthMs = Math.max(peak.healthMs, performance.now() - asked);
    peak.memory = Math.max(peak.memory, (await memoryOf(program)) - before.memory);
    peak.disk = Math.max(peak.disk, (await bytesBelow(staging)) - before.disk);
    await setTimeout(50);
  }
  for (const socket of sockets) socket.destroy();
  const recovered = await isTaken(port);
  const { memoryBytes, diskBytes } = BUDGET;
  return {
    memoryBytes: peak.memory,
    diskBytes: peak.disk,
    healthMs: peak.healthMs,
    recovered,
    held: recovered && peak.memory <= memoryBytes && peak.disk <= diskBytes,
  };
}

/** The report in one line. */
export function unprovenLoadText({ memoryBytes, diskBytes, healthMs, recovered, held }: UnprovenLoad): string {
  const mib = (bytes: number) => `${(bytes / MIB).toFixed(0)} MiB`;
  return [
    `${CONNECTIONS} held connections and ${UPLOADS} unsigned uploads: memory +${mib(memoryBytes)} of ${mib(BUDGET.memoryBytes)}`,
    `disk +${mib(diskBytes)} of ${mib(BUDGET.diskBytes)}, slowest /health ${healthMs.toFixed(0)} ms`,
    `${recovered ? 'served' : 'NOT SERVED'} afterwards: ${held ? 'held' : 'BROKE'}`,
  ].join(', ');
}

function configuration(port: number): string {
  const hook = (id: string, more: string) => `[[triggers.webhooks]]
id = "${id}"
path = "/${id}"
auth = "hmac-sha256"
secret = "a secret that nobody here knows"
action = "notify_only"
message_template = "x"
${more}
`;
  return `[triggers]
enabled = true
[triggers.server]
port = ${port}
${hook('body', '')}${hook('upload', 'accept_multipart = true')}[[triggers.webhooks]]
id = "known"
path = "/known"
secret = "known to this test"
action = "notify_only"
message_template = "x"
`;
}

function bodyHead(): string {
  return `POST /body HTTP/1.1\r\nhost: localhost\r\nx-hub-signature-256: ${SIGNATURE}\r\ncontent-length: ${BODY_BYTES}\r\n\r\n`;
}

function uploadHead(): string {
  const part = '--b\r\ncontent-disposition: form-data; name="f"; filename="f"\r\n\r\n';
  return `POST /upload HTTP/1.1\r\nhost: localhost\r\nx-hub-signature-256: ${SIGNATURE}\r\ncontent-type: multipart/form-data; boundary=b\r\ncontent-length: ${UPLOAD_BYTES + part.length + 1}\r\n\r\n${part}`;
}

/** Connections on which all but the last bytes are sent. */
function hold(port: number, count: number, head: string, bytes: number): readonly Socket[] {
  const filling = Buffer.alloc(bytes, 'x');
  return Array.from({ length: count }, () => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(head);
      socket.write(filling);
    });
    return socket.on('error', () => undefined).resume();
  });
}

async function isTaken(port: number): Promise<boolean> {
  for (let attempts = 0; attempts < 100; attempts++) {
    const headers = { authorization: 'Bearer known to this test' };
    const request = { method: 'POST', headers, body: '{}' };
    const status = await fetch(`http://127.0.0.1:${port}/known`, request).then(
      (answer) => answer.status,
      () => 0,
    );
    if (status === 202) return true;
    await setTimeout(100);
  }
  return false;
}

async function memoryOf({ pid }: ChildProcess): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) * 1_024;
}

async function bytesBelow(directory: string): Promise<number> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const sizes = await Promise.all(
    files.map((file) =>
      stat(file).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
