import { homedir } from 'node:os';
import { stateDirectoryOf } from '../../adapters/config/environment/state-directory-of.js';
import { stateDirectory } from '../../adapters/config/environment/surroundings.js';
import { ControlClient, isNobodyThere } from '../../adapters/control/control-client.js';
import { reloadLines, statusLines } from '../../adapters/control/control-text.js';
import type { ControlApi } from '../../application/ports/config/control.js';
import { errorText } from '../../domain/error-text.js';
import { configSource } from './config-access.js';
import { configFile, type Launch } from './launch.js';
import { say } from './terminal.js';

/** `untether reload`: lets the running program read its configuration now; 0 if the file is in force then, else 1. */
export async function askReload(launch: Launch & { readonly apply: boolean }): Promise<number> {
  return askRunning(launch, async (desk) => {
    const answer = await desk.reload(launch.apply);
    console.log(reloadLines(answer).join('\n'));
    return answer.kind === 'applied' || answer.kind === 'unchanged' ? 0 : 1;
  });
}

/** `untether status`: says how the running program is; 0 if it runs, else 1. */
export async function askStatus(launch: Launch & { readonly json: boolean }): Promise<number> {
  return askRunning(launch, async (desk) => {
    const status = await desk.status();
    console.log(launch.json ? JSON.stringify(status, null, 2) : statusLines(status).join('\n'));
    return 0;
  });
}

/** The state directory that the file names may not be the one that the program was started with: the usual one is tried, too. */
async function askRunning(launch: Launch, ask: (desk: ControlApi) => Promise<number>): Promise<number> {
  const directories = await stateDirectories(launch);
  for (const directory of directories) {
    try {
      return await ask(new ControlClient(directory));
    } catch (error) {
      if (!isNobodyThere(error)) return say(`the running program can't be asked: ${errorText(error)}`);
    }
  }
  const where = directories.join(' or ');
  return say(`not running: no program uses ${where}\n  If it keeps its state elsewhere, set UNTETHER_STATE_DIR.`);
}

async function stateDirectories(launch: Launch): Promise<readonly string[]> {
  const around = { file: configFile(launch), environment: launch.environment, home: homedir() };
  const reading = await configSource(launch).read({ lenient: true });
  const named = reading.ok ? reading.config.stateDirectory : await stateDirectoryOf(around);
  return [...new Set([named, stateDirectory(null, around)])];
}
