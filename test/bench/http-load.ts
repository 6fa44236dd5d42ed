import { connect } from 'node:net';

/** What a load showed. */
export interface LoadReport {
  readonly perSecond: number;
  /** How long each request waited for its answer, in milliseconds. */
  readonly waits: readonly number[];
}

/**
 * Posts the same bytes over several connections, each with one request under way at a time. Raw sockets, so that what
 * loads costs little beside what is loaded: both share the machine.
 */
export async function load(
  port: number,
  post: string,
  { requests, connections, status }: { requests: number; connections: number; status: number },
): Promise<LoadReport> {
  const waits: number[] = [];
  const bytes = Buffer.from(post);
  let left = requests;
  const began = performance.now();
  const hand = () =>
    new Promise<void>((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true });
      let asked = 0;
      let answer = '';
      const next = () => {
        if (left-- <= 0) return void socket.end(resolve);
        asked = performance.now();
        socket.write(bytes);
      };
      socket.on('connect', next).on('error', reject);
      socket.on('data', (chunk) => {
        answer += chunk.toString('latin1');
        if (!isWhole(answer)) return;
        waits.push(performance.now() - asked);
        if (answer.startsWith(`HTTP/1.1 ${status} `)) {
          answer = '';
          next();
        } else reject(new Error(`answered ${answer}`));
      });
    });
  await Promise.all(Array.from({ length: connections }, hand));
  return { perSecond: requests / ((performance.now() - began) / 1_000), waits };
}

/** The bytes of a post of JSON. */
export function postOf(path: string, body: string, headers: Readonly<Record<string, string>> = {}): string {
  const all = { Host: '127.0.0.1', 'Content-Type': 'application/json', 'Content-Length': `${Buffer.byteLength(body)}` };
  const lines = Object.entries({ ...all, ...headers }).map(([name, value]) => `${name}: ${value}`);
  return [`POST ${path} HTTP/1.1`, ...lines, '', body].join('\r\n');
}

function isWhole(answer: string): boolean {
  const end = answer.indexOf('\r\n\r\n');
  if (end === -1) return false;
  const length = /\r\ncontent-length: (\d+)/i.exec(answer)?.[1];
  if (length === undefined) return answer.endsWith('0\r\n\r\n');
  return answer.length >= end + 4 + Number(length);
}
