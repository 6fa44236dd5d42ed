import { T } from '../../src/composition/wiring/tokens.js';
import type { Webhook } from '../../src/domain/trigger/trigger.js';
import { TestApp, TestWorld } from './app.js';
import { appConfig, type ConfigChange } from './builders/app-config.js';
import { settled } from './fakes/fake-time.js';
import { send, type TestAnswer, type TestRequest } from './http-request.js';

/** The whole application over fakes with real listeners on loopback; to be closed after each test. */
export class WebhookApps implements AsyncDisposable {
  readonly #apps: TestApp[] = [];

  /** Starts one with these webhooks. */
  async start(webhooks: readonly Webhook[], change: ConfigChange = {}, world = new TestWorld()): Promise<TestApp> {
    const { server } = appConfig().triggers;
    const { triggers, ...rest } = change;
    const own = { enabled: true, webhooks, ...triggers, server: { ...server, ...triggers?.server, port: 0 } };
    const app = await TestApp.start({ ...rest, triggers: own }, world);
    this.#apps.push(app);
    return app;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const app of this.#apps.splice(0)) await app.application.get(T.servers).close();
  }
}

/** Posts to the application's listener, at `/hooks/deploy` unless told otherwise, and lets what follows happen. */
export async function post(app: TestApp, request: Partial<TestRequest>): Promise<TestAnswer> {
  const port = app.application.get(T.servers).peek()?.port ?? 0;
  const answer = await send({ port, path: '/hooks/deploy', ...request });
  await settled();
  return answer;
}
