import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EngineSettings } from '../../src/application/values/config/engine-settings.js';
import type { EngineProblem } from '../../src/domain/run/run-event.js';
import { repositoryRoot } from '../support/scripted-engine/path.js';

/** What a provider's failure comes to: the run fails with that kind, or the program tries again until it works. */
export type Outcome = EngineProblem['kind'] | 'tries again';

/** One real program, and how it is set up to ask the fake model. */
export interface RealEngine {
  readonly id: string;
  /** The pinned version. */
  readonly version: string;
  /** A command line in the words of its shell tool. */
  shell(command: string): string;
  /** What its table says, apart from the program's path. */
  readonly table: Partial<EngineSettings>;
  /** A model that is not the usual one, as the run names it and as the provider is asked for it. */
  readonly otherModel: { readonly named: string; readonly asked: string };
  /** Whether the exit code of a failed command is in its stream. */
  readonly tellsFailures: boolean;
  /** Whether a prompt that was cut is asked again, in one with the next; the fake model would begin its tool again. */
  readonly repeatsCutPrompt: boolean;
  /** By failure of the provider. */
  readonly failures: Readonly<Record<'401' | '429' | '500' | 'cut', Outcome>>;
  /** An id in its form of a conversation that does not exist. */
  readonly noSuchConversation: string;
  /** Writes its configuration into the home directory, and answers its environment. */
  prepare(home: string, url: string): Promise<Readonly<Record<string, string>>>;
}

/** Where the pinned programs are. */
export function programOf(id: string): string {
  return join(repositoryRoot, '.cache/engines/node_modules/.bin', id);
}

async function write(file: string, text: string): Promise<void> {
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(file, text);
}

const UNKNOWN_UUID = '00000000-0000-4000-8000-000000000000';

const codex: RealEngine = {
  id: 'codex',
  version: '0.171.0',
  shell: (command) => `exec_command ${JSON.stringify({ cmd: command })}`,
  table: { extraArgs: ['-c', 'notify=[]', '--disable', 'plugins'] },
  otherModel: { named: 'gpt-5.4', asked: '"gpt-5.4"' },
  tellsFailures: true,
  repeatsCutPrompt: false,
  failures: { 401: 'authentication', 429: 'rate-limit', 500: 'overloaded', cut: 'other' },
  noSuchConversation: UNKNOWN_UUID,
  async prepare(home, url) {
    const provider = `name = "fake"\nbase_url = "${url}/v1"\nenv_key = "OPENAI_API_KEY"\nwire_api = "responses"`;
    const retries = 'request_max_retries = 1\nstream_max_retries = 1';
    const config = `model = "gpt-5.5"\nmodel_provider = "fake"\n[model_providers.fake]\n${provider}\n${retries}\n`;
    await write(join(home, '.codex/config.toml'), config);
    return { CODEX_HOME: join(home, '.codex'), OPENAI_API_KEY: 'dummy' };
  },
};

const opencode: RealEngine = {
  id: 'opencode',
  version: '1.18.33',
  shell: (command) => `bash ${JSON.stringify({ command, description: 'x' })}`,
  table: {},
  otherModel: { named: 'fake/other-model', asked: '"other-model"' },
  tellsFailures: true,
  repeatsCutPrompt: false,
  failures: { 401: 'authentication', 429: 'tries again', 500: 'tries again', cut: 'tries again' },
  noSuchConversation: 'ses_000000000000000000000000',
  prepare(_home, url) {
    const options = { baseURL: `${url}/v1`, apiKey: 'dummy' };
    const models = { 'fake-model': {}, 'other-model': {} };
    const provider = { fake: { npm: '@ai-sdk/openai-compatible', options, models } };
    const model = { model: 'fake/fake-model', small_model: 'fake/fake-model' };
    return Promise.resolve({
      OPENCODE_DISABLE_MODELS_FETCH: '1',
      OPENCODE_DISABLE_LSP_DOWNLOAD: '1',
      OPENCODE_DISABLE_DEFAULT_PLUGINS: '1',
      OPENCODE_CONFIG_CONTENT: JSON.stringify({ autoupdate: false, share: 'disabled', ...model, provider }),
    });
  },
};

const pi: RealEngine = {
  id: 'pi',
  version: '1.6.0',
  shell: (command) => `bash ${JSON.stringify({ command })}`,
  table: { model: 'fake-model', extra: { provider: 'fake' } },
  otherModel: { named: 'other-model', asked: '"other-model"' },
  tellsFailures: true,
  repeatsCutPrompt: false,
  failures: { 401: 'authentication', 429: 'rate-limit', 500: 'overloaded', cut: 'other' },
  noSuchConversation: UNKNOWN_UUID,
  async prepare(home, url) {
    const models = [{ id: 'fake-model' }, { id: 'other-model' }];
    const fake = { baseUrl: `${url}/v1`, api: 'openai-completions', apiKey: 'dummy', models };
    await write(join(home, '.pi/agent/models.json'), JSON.stringify({ providers: { fake } }));
    return { PI_OFFLINE: '1', PI_TELEMETRY: '0' };
  },
};

const gemini: RealEngine = {
  id: 'gemini',
  version: '0.61.0',
  shell: (command) => `run_shell_command ${JSON.stringify({ command })}`,
  table: { model: 'gemini-2.5-flash', permissionMode: 'yolo' },
  otherModel: { named: 'gemini-2.5-pro', asked: 'models/gemini-2.5-pro' },
  tellsFailures: false,
  repeatsCutPrompt: true,
  failures: { 401: 'authentication', 429: 'tries again', 500: 'tries again', cut: 'tries again' },
  noSuchConversation: UNKNOWN_UUID,
  async prepare(home, url) {
    const security = { auth: { selectedType: 'gemini-api-key' } };
    const settings = { security, privacy: { usageStatisticsEnabled: false }, telemetry: { enabled: false } };
    await write(join(home, '.gemini/settings.json'), JSON.stringify(settings));
    return { GEMINI_API_KEY: 'dummy', GOOGLE_GEMINI_BASE_URL: url };
  },
};

/** The programs that are run through the same cases. */
export const REAL_ENGINES: readonly RealEngine[] = [codex, opencode, pi, gemini];
