import { Router } from '@koa/router';
import Koa, { type Context } from 'koa';
import type { Generation } from '../../application/generation.js';
import type { TriggerGate } from '../../domain/trigger/trigger-gate.js';
import { triggerName } from '../../domain/trigger/trigger-name.js';
import { type Answer, type HandlerTools, handleDelivery, type Limits } from './handle-delivery.js';

/** The web application: `/health`, and one route for all webhooks. `limits` is asked at each request. */
export function httpApp(tools: HandlerTools, limits: () => Limits): Koa {
  const app = new Koa();
  app.silent = true;
  const router = new Router();
  router.get('/health', (context) => {
    context.body = health(tools.generations.current(), tools.gate);
  });
  router.all('/{*path}', async (context) => {
    const path = decoded(context.path);
    answer(context, path === null ? NOT_FOUND : await handleDelivery(context.req, path, limits(), tools));
  });
  app.use(async (context, next) => {
    try {
      await next();
    } catch (cause) {
      tools.journal.record({ name: 'http.failed', level: 'error', cause });
      answer(context, { status: 500, text: 'internal error' });
    }
  });
  app.use(router.routes());
  return app;
}

const NOT_FOUND: Answer = { status: 404, text: 'not found' };

function answer(context: Pick<Context, 'status' | 'body' | 'type' | 'set'>, { status, text, headers }: Answer): void {
  context.status = status;
  context.type = 'text/plain';
  context.set({ ...headers });
  context.body = text;
}

function health({ number, config, triggers }: Generation, gate: TriggerGate): object {
  const webhooks = triggers.webhooks.filter((hook) => hook.enabled && gate.stateOf(triggerName(hook)) === 'on').length;
  const paused = gate.allPausedSince !== null;
  const status = paused ? 'paused' : 'ok';
  return { status, webhooks, paused, generation: number, triggers: config.triggers.enabled };
}

/** Percent signs resolved; `null` where that is impossible. */
function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}
