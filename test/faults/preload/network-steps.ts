import { ServerResponse } from 'node:http';
import type { Steps } from './steps.js';

/** Makes every call of the Bot API steps: before it is sent, and when it was answered but nobody has seen that yet. */
export function watchCalls(steps: Steps): void {
  const original = globalThis.fetch;
  let acknowledged = '';
  globalThis.fetch = async (input, init) => {
    const method = /\/bot[^/]+\/(\w+)/.exec(`${input}`)?.[1];
    if (method === undefined) return original(input, init);
    if (method !== 'getUpdates') {
      steps.reach(`before ${method}`);
      const answer = await original(input, init);
      steps.reach(`after ${method}`);
      return answer;
    }
    const offset = /offset\D{1,4}(\d+)/.exec(`${init?.body}`)?.[1] ?? acknowledged;
    if (offset !== acknowledged) steps.reach('before updates are acknowledged');
    const answer = await original(input, init);
    const body = await answer.text();
    if (offset !== acknowledged) steps.reach('after updates were acknowledged');
    acknowledged = offset;
    if (body.includes('update_id')) steps.reach('after updates came');
    return new Response(body, { status: answer.status, headers: answer.headers });
  };
}

/** Makes answers to posts steps. */
export function watchAnswers(steps: Steps): void {
  const end = ServerResponse.prototype.end;
  ServerResponse.prototype.end = function (this: ServerResponse, ...rest: unknown[]) {
    steps.reach(`before the answer ${this.statusCode}`);
    const done = Reflect.apply(end, this, rest);
    steps.reach(`after the answer ${this.statusCode}`);
    return done;
  } as typeof end;
}
