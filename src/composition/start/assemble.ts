import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PinoJournal } from '../../adapters/journal/pino-journal.js';
import { PrometheusMetrics } from '../../adapters/metrics/prometheus-metrics.js';
import type { Store } from '../../adapters/store/open-store.js';
import { SqliteInstanceLock } from '../../adapters/system/sqlite-instance-lock.js';
import type { Program } from '../../application/lifecycle/program.js';
import type { ServiceManager } from '../../application/ports/system/service-manager.js';
import type { Alarm } from '../../domain/ports/alarm.js';
import type { Clock } from '../../domain/ports/clock.js';
import { configEditor } from '../cli/config-access.js';
import type { Launch } from '../cli/launch.js';
import { controlModule } from '../modules/adapters/control.module.js';
import { enginesModule } from '../modules/adapters/engines.module.js';
import { fileModule } from '../modules/adapters/file.module.js';
import { filesModule } from '../modules/adapters/files.module.js';
import { httpModule } from '../modules/adapters/http.module.js';
import { storeModule } from '../modules/adapters/store.module.js';
import { systemModule } from '../modules/adapters/system.module.js';
import { telegramModule } from '../modules/adapters/telegram.module.js';
import { voiceModule } from '../modules/adapters/voice.module.js';
import { Application } from './application.js';
import type { FirstConfig } from './first-config.js';

/** What exists before the program does. */
export interface Foundation {
  readonly launch: Launch;
  readonly first: FirstConfig;
  readonly store: Store;
  readonly clock: Clock;
  readonly alarm: Alarm;
  readonly journal: PinoJournal;
  readonly service: ServiceManager;
  /** Names this bridge among all, for finding what it left behind. */
  readonly bridge: string;
}

/** The program over the real world. */
export function assemble({ launch, first, store, bridge, ...system }: Foundation): Program {
  const { environment, workingDirectory, version } = launch;
  const { stateDirectory } = first.config;
  const tokenLocks = new SqliteInstanceLock(join(homedir(), '.untether', 'locks'), system.clock);
  const shortDirectory = environment['XDG_RUNTIME_DIR'] || tmpdir();
  const application = new Application(
    systemModule({
      ...system,
      ...{ environment, stateDirectory },
      metrics: new PrometheusMetrics(),
      homeDirectory: workingDirectory,
    }),
    storeModule(store),
    enginesModule({ environment, temporaryDirectory: join(stateDirectory, 'tmp'), bridge }),
    voiceModule({ environment, stateDirectory }),
    telegramModule(tokenLocks),
    fileModule(first.source, first.file, { ...first, editor: configEditor(launch) }),
    filesModule(stateDirectory, first.file),
    controlModule({ stateDirectory, shortDirectory }, { pid: process.pid, version }),
    httpModule,
  );
  return application.program;
}
