import { request } from 'node:http';
import type { ControlDesk, ReloadAnswer, StatusAnswer } from '../../application/ports/control.js';
import { socketPath } from './socket-place.js';

/** The desk of the program that uses a state directory; what is asked rejects where no program answers. */
export class ControlClient implements ControlDesk {
  readonly #path: string;

  constructor(stateDirectory: string) {
    this.#path = socketPath(stateDirectory);
  }

  reload(apply: boolean): Promise<ReloadAnswer> {
    return ask<ReloadAnswer>(this.#path, 'POST', apply ? '/reload?apply' : '/reload');
  }

  status(): Promise<StatusAnswer> {
    return ask<StatusAnswer>(this.#path, 'GET', '/status');
  }
}

/** Whether asking failed because nobody listens there, not because of what the listener did. */
export function isNobodyThere(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return code === 'ENOENT' || code === 'ECONNREFUSED' || code === 'ENOTDIR';
}

function ask<Answer>(socketPath: string, method: string, path: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ socketPath, method, path, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        if (response.statusCode !== 200) return reject(new Error(`it answered ${response.statusCode}`));
        resolve(JSON.parse(Buffer.concat(chunks).toString('utf8')) as Answer);
      });
    });
    outgoing.on('error', reject);
    outgoing.end();
  });
}
