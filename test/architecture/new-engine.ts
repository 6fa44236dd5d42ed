/** The manifest of an engine that is made up: three modes, two keys of its own, a switch that lifts every limit. */
const MANIFEST = `import { defineManifest } from '../../../domain/engine/engine-manifest.js';

/** Acme. */
export const ACME = defineManifest({
  id: 'acme',
  name: 'Acme Agent',
  program: 'acme-agent',
  install: 'npm install -g @acme.example/agent',
  login: 'acme-agent login',
  ownArguments: ['--talk'],
  extraArgs: [],
  files: { secret: ['.acme/key.json'], obeyed: ['.acme/**'] },
  keys: [
    { kind: 'text', name: 'region', description: 'Where it works.', usual: 'anywhere', widens: 'any-change' },
    {
      kind: 'switch',
      name: 'turbo',
      description: 'Ask nobody.',
      usual: false,
      widens: 'turned-on',
      lifts: 'in-every-mode',
    },
  ],
  knownErrors: [{ pattern: /out of anvils/, hint: 'Order more.' }],
  efforts: ['low', 'high'],
  models: ['anvil'],
  modes: ['look', 'work', 'free'],
  permissions: {
    look: 'read-only',
    work: 'edits',
    free: 'unlimited',
  },
  unset: {
    attended: 'work',
    unattended: 'look',
  },
  modeWords: { on: 'look', off: 'work' },
});
`;

/** How it is run: it prints its answer as the only line. */
const PROFILE = `import type { EngineSettings } from '../../../application/values/config/engine-settings.js';
import { fail, ok } from '../../../domain/result.js';
import { textOf } from '../lines/json-value.js';
import type { EngineDefinition } from '../profile/engine-definition.js';
import type { EngineProfile } from '../profile/engine-profile.js';
import { engineTable } from '../profile/engine-table.js';
import { launchRefusal } from '../profile/launch-checks.js';
import { resumeLines } from '../stream/resume-lines.js';
import { ACME } from './manifest.js';

const LINES = resumeLines('acme-agent --again', 'acme-agent\\\\s+--again');

function acmeProfile(table: EngineSettings | undefined): EngineProfile {
  const settings = engineTable(ACME, table);
  return {
    manifest: ACME,
    variables: { names: [], prefixes: ['ACME_'] },
    startUpTimeoutMs: 30_000,
    boundToDirectory: false,
    launch(order) {
      const mode = order.options.permissionMode ?? settings.permissionMode;
      const refusal = launchRefusal(order, { manifest: ACME, extraArgs: settings.extraArgs, mode });
      if (refusal !== null) return fail(refusal);
      return ok({ args: ['--talk'], stdin: order.prompt, variables: {}, defaults: {}, removed: [] });
    },
    translator: () => ({
      text: '',
      phase: 'working',
      unknown: new Map(),
      atEnd: () => [],
      translate: (line) => [
        { kind: 'completed', ok: true, answer: textOf(line['answer']) ?? '', problem: null, usage: null },
      ],
    }),
    explain: () => null,
    resumeLine: (token) => LINES.write(token.value),
    parseResumeLine: LINES.read,
  };
}

/** The engine, as the list of engines has it. */
export const acme: EngineDefinition = {
  manifest: ACME,
  profile: acmeProfile,
  login: { args: ['login'], codeLastsMs: 300_000 },
};
`;

/** Where the list of the engines is. */
export const LIST = 'src/adapters/engines/engines.ts';

/** The files of the engine, by where they are. */
export const NEW_ENGINE = {
  'src/adapters/engines/acme/manifest.ts': MANIFEST,
  'src/adapters/engines/acme/acme-profile.ts': PROFILE,
} as const;

/** The list of the engines with the new one at its end. */
export function withNewEngine(list: string): string {
  return `import { acme } from './acme/acme-profile.js';\n${list.replace(/\];\n$/, ', acme];\n')}`;
}

/** Compares what two configurations allow, in the built program: prints the keys that allow more in the second. */
export const COMPARISON = `
import { TomlConfigSource } from './dist/src/adapters/config/toml-config-source.js';
import { CONFIG_SCHEMA, GUARDED_NAMES } from './dist/src/composition/wiring/config-schema.js';
import { Secret } from './dist/src/domain/secret.js';
const source = new TomlConfigSource({ schema: CONFIG_SCHEMA, file: '/nowhere/u.toml', environment: {}, home: '/nowhere' });
const reading = (more) =>
  source.readText(new Secret('[transports.telegram]\\nbot_token = "1:x"\\nchat_id = 1\\nallowed_user_ids = [7]\\n' + more));
const over = async (before, after) => (await reading(after)).allows.over((await reading(before)).allows).map((one) => one.key);
console.log(JSON.stringify({
  freed: await over('', '[acme]\\npermission_mode = "free"'),
  narrowed: await over('[acme]\\npermission_mode = "free"', '[acme]\\npermission_mode = "look"'),
  unset: await over('[acme]\\npermission_mode = "look"', ''),
  turbo: await over('', '[acme]\\nturbo = true'),
  moved: await over('', '[acme]\\nregion = "moon"'),
  guarded: [...GUARDED_NAMES.secretNames, ...GUARDED_NAMES.executedNames].filter((name) => name.includes('acme')),
}));
`;
