import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { EngineTimings } from '../../src/adapters/engines/process/engine-timings.js';
import { ScriptedWorld } from '../adapters/engines/scripted-world.js';
import { FakeModel } from '../support/fake-model/fake-model.js';
import { repositoryRoot } from '../support/scripted-engine/path.js';

/** Where `npm run test:engines` puts it. */
export const CLAUDE_PROGRAM = join(repositoryRoot, '.cache/engines/node_modules/.bin/claude');

/** The real Claude Code through our adapter, before a model that only plays, in a home of its own. */
export class RealClaude implements AsyncDisposable {
  readonly world: ScriptedWorld;
  readonly model: FakeModel;
  readonly #base: ScriptedWorld;

  private constructor(base: ScriptedWorld, model: FakeModel, world: ScriptedWorld) {
    this.#base = base;
    this.model = model;
    this.world = world;
  }

  static async open(timings: Partial<EngineTimings> = {}): Promise<RealClaude> {
    const base = await ScriptedWorld.open();
    const model = await FakeModel.start(base.directory);
    const home = join(base.directory, 'home');
    await mkdir(home);
    const environment = {
      HOME: home,
      LANG: 'C.UTF-8',
      ANTHROPIC_BASE_URL: model.url,
      ANTHROPIC_API_KEY: 'dummy',
      DISABLE_AUTOUPDATER: '1',
      DISABLE_TELEMETRY: '1',
      DISABLE_ERROR_REPORTING: '1',
      CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
      CLAUDE_CODE_MAX_RETRIES: '1',
    };
    const claude = { command: CLAUDE_PROGRAM, extra: { use_api_billing: true } };
    return new RealClaude(base, model, await ScriptedWorld.open({ claude, environment, timings }));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.model.stop();
    await this.world.close();
    await this.#base.close();
  }
}
