import { request } from 'node:http';
import type { ControlApi, ReloadAnswer, StatusAnswer } from '../../application/ports/config/control.js';
import { errorCode } from '../../domain/error-text.js';
import { isJsonObject } from '../../domain/json-shape.js';
import { socketPath } from './socket-place.js';

/** How long a program may be silent that has nothing to do for its answer, in milliseconds. */
const STATUS_WITHIN_MS = 30_000;
/** The same for a reload, which may log in to Telegram and open servers. */
const RELOAD_WITHIN_MS = 120_000;

interface Question {
  readonly method: string;
  readonly path: string;
  readonly withinMs: number;
}

/** The desk of the program that uses a state directory; what is asked rejects where no program answers. */
export class ControlClient implements ControlApi {
  readonly #path: string;
  readonly #within: { readonly statusMs: number; readonly reloadMs: number };

  constructor(stateDirectory: string, within = { statusMs: STATUS_WITHIN_MS, reloadMs: RELOAD_WITHIN_MS }) {
    this.#path = socketPath(stateDirectory);
    this.#within = within;
  }

  reload(apply: boolean): Promise<ReloadAnswer> {
    const path = apply ? '/reload?apply' : '/reload';
    return ask<ReloadAnswer>(this.#path, { method: 'POST', path, withinMs: this.#within.reloadMs });
  }

  status(): Promise<StatusAnswer> {
    return ask<StatusAnswer>(this.#path, { method: 'GET', path: '/status', withinMs: this.#within.statusMs });
  }
}

/** Whether asking failed because nobody listens there, not because of what the listener did. */
export function isNobodyThere(error: unknown): boolean {
  const code = errorCode(error);
  return code === 'ENOENT' || code === 'ECONNREFUSED' || code === 'ENOTDIR';
}

function ask<Answer>(socketPath: string, { method, path, withinMs }: Question): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ socketPath, method, path, agent: false, timeout: withinMs }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        if (response.statusCode !== 200) return reject(new Error(`it answered ${response.statusCode}`));
        const answer = objectIn(Buffer.concat(chunks).toString('utf8'));
        if (answer === null) reject(new Error('it answered what this version does not understand'));
        else resolve(answer as Answer);
      });
    });
    outgoing.on('timeout', () => outgoing.destroy(new Error(`it did not answer within ${withinMs / 1_000} s`)));
    outgoing.on('error', reject);
    outgoing.end();
  });
}

/** The JSON object that the text is; `null` if it is none. */
function objectIn(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : null;
  } catch {
    return null;
  }
}
