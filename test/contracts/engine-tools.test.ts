import { execFileSync } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEngineTools } from '../../src/adapters/engines/engine-catalog.js';
import { LiveRuns } from '../../src/adapters/engines/process/live-runs.js';
import { ProgramVersions } from '../../src/adapters/engines/process/program-version.js';
import { SystemAlarm } from '../../src/adapters/system/system-alarm.js';
import { SystemClock } from '../../src/adapters/system/system-clock.js';
import { fail, ok } from '../../src/domain/result.js';
import { appConfig } from '../support/builders/app-config.js';
import { FakeEngineTools } from '../support/fakes/fake-engine-tools.js';
import { describeEngineTools } from './engine-tools.contract.js';

describeEngineTools('FakeEngineTools', async () => {
  const tools = new FakeEngineTools();
  return {
    tools,
    remove: async (engine) => void tools.missing.add(engine),
    endLogin: async (well) => tools.endLogin(well ? ok(null) : fail({ kind: 'other', message: 'no' })),
    putThreads: async (threads) => {
      tools.threadsOfAmp = threads;
    },
    putAccount: async (engine, account) => void tools.accounts.set(engine, account),
    close: async () => undefined,
  };
});

/** Waits for a file `end` that holds the exit code, as Codex waits for its server. */
const CODEX = `#!/bin/sh
cd "$(dirname "$0")"
if [ "$*" = "login status" ]; then cat account.codex; exec false; fi
[ "$*" = "login --device-auth" ] || exit 9
printf 'Welcome to Codex [v1.2.3]\\n\\n1. Open this link\\n   \\033[94mhttps://auth.example/codex/device\\033[0m\\n' >&2
printf '2. Enter this one-time code \\033[90m(expires in 15 minutes)\\033[0m\\n   \\033[94mABCD-12345\\033[0m\\nEFGH-67890\\n'
read -r code < end
exit "$code"
`;

const AMP = `#!/bin/sh
cd "$(dirname "$0")"
case "$1 $2" in
'threads list') cat threads;;
'threads search') [ "$3" = "--" ] && [ $# = 4 ] && grep -F -e "$4" threads || true;;
'threads archive') [ "$3" = "--" ] && [ $# = 4 ] || exit 9; grep -v -e "$4" threads > left; mv left threads;;
*) exit 9;;
esac
`;

const CLAUDE = `#!/bin/sh
cat "$(dirname "$0")/account.claude"
`;

describeEngineTools('ProgramTools', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'engine-tools-'));
  for (const [name, text] of Object.entries({ codex: CODEX, amp: AMP, claude: CLAUDE })) {
    await writeFile(join(directory, name), text);
    await chmod(join(directory, name), 0o700);
  }
  execFileSync('mkfifo', [join(directory, 'end')]);
  const clock = new SystemClock();
  const alarm = new SystemAlarm(clock);
  const tools = createEngineTools(appConfig(), {
    clock,
    alarm,
    journal: { record: () => undefined },
    live: new LiveRuns(),
    versions: new ProgramVersions(),
    environment: { PATH: `${directory}:/usr/bin:/bin` },
    temporaryDirectory: null,
  });
  return {
    tools,
    remove: (engine) => rm(join(directory, engine)),
    endLogin: (well) => writeFile(join(directory, 'end'), well ? '0\n' : '1\n'),
    putThreads: async (threads) => {
      const rows = threads.map(({ id, title }) => `${title}   2 hours ago   Private   14   ${id}\n`);
      await writeFile(
        join(directory, 'threads'),
        `Title   Last Updated   Visibility   Messages   Thread ID\n${rows.join('')}`,
      );
    },
    putAccount: (engine, account) => {
      const isIn = account === 'logged-in';
      const text = engine === 'claude' ? `{\n  "loggedIn": ${isIn}\n}\n` : isIn ? 'Logged in\n' : 'Not logged in\n';
      return writeFile(join(directory, `account.${engine}`), text);
    },
    close: async () => {
      alarm.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
});
