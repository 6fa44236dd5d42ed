import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { createEngineCatalog } from '../../../src/adapters/engines/engine-catalog.js';
import { ENGINES } from '../../../src/adapters/engines/engines.js';
import { COMMON_NAMES, COMMON_PREFIXES } from '../../../src/adapters/engines/environment/environment-names.js';
import { LiveRuns } from '../../../src/adapters/engines/process/live-runs.js';
import { ProgramVersions } from '../../../src/adapters/engines/process/program-version.js';
import { StopSource } from '../../../src/domain/ports/stop-signal.js';
import { appConfig } from '../../support/builders/app-config.js';
import { FakeJournal } from '../../support/fakes/fake-journal.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';
import { RealTime } from './real-time.js';

const PROMPT = '--words of a person';
/** Names that are an engine's own business, beside the common ones and what the adapter sets for it. */
const OWN =
  /^(?:ANTHROPIC_|CLAUDE_|CODEX_|OPENAI_|OPENCODE_|PI_|GEMINI_|GOOGLE_|AMP_|AZURE_|AWS_|[A-Z0-9]+_(?:API_KEY|API_TOKEN|BASE_URL)$)/;

describe('every engine', () => {
  for (const { id } of ENGINES.map(({ manifest }) => manifest)) {
    it(`gets what is on the list and nothing else, no bot token and no prompt in its arguments: ${id}`, async () => {
      await using directory = await temporaryDirectory();
      const program = join(directory.path, 'program');
      await writeFile(program, '#!/bin/sh\nenv -0 > "$0.env"; printf "%s\\n" "$@" > "$0.args"\n', { mode: 0o700 });
      await mkdir(join(directory.path, 'tmp'));
      const config = appConfig();
      const token = config.telegram.token.reveal();
      const engine = { command: program, model: 'a-model', permissionMode: null, extraArgs: [], extra: {} };
      const time = new RealTime();
      const catalog = createEngineCatalog(
        { ...config, engines: { [id]: engine } },
        {
          ...{
            clock: time,
            alarm: time,
            journal: new FakeJournal(),
            live: new LiveRuns(),
            versions: new ProgramVersions(),
          },
          environment: {
            ...{
              PATH: process.env['PATH'],
              HOME: directory.path,
              LANG: 'C.UTF-8',
              DATABASE_PASSWORD: 'x',
              RANDOM_NAME: 'x',
            },
            ...{
              UNTETHER__TRANSPORTS__TELEGRAM__BOT_TOKEN: token,
              MCP_SNEAKY: `https://x/bot${token}/`,
              NOTIFY_SOCKET: '/x',
            },
          },
          temporaryDirectory: join(directory.path, 'tmp'),
          availableMemoryMb: () => null,
        },
      );
      const found = catalog.find(id);
      if (!found.ok) throw new Error(found.problem.kind);
      const options = { model: null, effort: null, permissionMode: null };
      const order = {
        run: 'r1',
        prompt: PROMPT,
        preamble: 'be kind',
        resume: null,
        directory: directory.path,
        options,
      };
      for await (const _event of found.value.begin(order, new StopSource().signal));
      const entries = (await readFile(`${program}.env`, 'utf8')).split('\0').filter(Boolean);
      const names = entries.map((entry) => entry.slice(0, entry.indexOf('=')));
      const isListed = (name: string) =>
        COMMON_NAMES.includes(name) || COMMON_PREFIXES.some((prefix) => name.startsWith(prefix)) || OWN.test(name);
      console.log(`      ${id}: ${names.toSorted().join(' ')}`);
      // A shell sets these for itself.
      expect(names.filter((name) => !isListed(name) && !['PWD', 'OLDPWD', 'SHLVL', '_'].includes(name))).to.deep.equal(
        [],
      );
      expect(names).to.not.include.members(['NOTIFY_SOCKET']);
      expect(entries.join('\n')).to.not.contain(token);
      const args = await readFile(`${program}.args`, 'utf8');
      expect(args).to.not.contain(token).and.not.contain('words of a person');
    });
  }
});
